export interface PostgresOptions {
  dataDir: string;
  password: string;
  port?: number;
  settings?: Record<string, string>;
  durable?: boolean;
  log?: (line: string) => void;
}

export interface RunningPostgres {
  url: string;
  port: number;
  pid: number;
  ended: Promise<void>;
  stop: () => Promise<void>;
  kill: () => void;
}

export function startPostgres(options: PostgresOptions): Promise<RunningPostgres>;
