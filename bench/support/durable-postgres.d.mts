export interface DurablePostgres {
  readonly url: string;
  /** The file that it writes its log to. */
  readonly log: string;
  /** Of the postmaster. */
  pid: () => number;
  /** `kill -9` of the postmaster. */
  kill: () => Promise<void>;
  /** Again, on the same data and at the same port; it recovers. */
  start: () => Promise<void>;
  stop: () => Promise<void>;
}

export function startDurablePostgres(): Promise<DurablePostgres>;
