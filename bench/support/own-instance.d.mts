/** CPU seconds since the start; the application's greatest resident memory so far. */
export interface Usage {
  appCpu: number;
  databaseCpu: number;
  peakMegabytes: number;
}

export interface OwnInstance {
  readonly url: string;
  readonly pid: number;
  /** CPU seconds that the application had taken when it first said that it is ready. */
  readonly startCpu: number;
  readonly database: { readonly url: string; readonly pid: number };
  readonly jwtSecret: string;
  /** Of the first admin. */
  readonly email: string;
  readonly password: string;
  usage: () => Usage;
  stop: () => Promise<void>;
}

export function startOwnInstance(
  settings?: Record<string, string>,
  options?: { logToFile?: boolean },
): Promise<OwnInstance>;
