export interface DurablePostgres {
  readonly url: string;
  /** `kill -9` of the postmaster; it recovers at the same port. */
  killAndRestart: () => Promise<void>;
  stop: () => Promise<void>;
}

export function startDurablePostgres(): Promise<DurablePostgres>;
