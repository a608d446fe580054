import type { Prisma } from './generated/client.js';

type Tx = Prisma.TransactionClient;

export type Work<Result> = (tx: Tx) => Promise<Result>;

export interface TransactionOptions {
  maxWait?: number;
  timeout?: number;
  isolationLevel?: Prisma.TransactionIsolationLevel;
}

/** Opens a transaction, runs the work in it, commits. */
export type Begin = <Result>(work: Work<Result>, options?: TransactionOptions) => Promise<Result>;

interface Held {
  tx: Promise<Tx>;
  commit: () => Promise<void>;
  rollBack: () => Promise<void>;
}

/**
 * What one request writes, with what is to stand or fall with it: the first transaction that its services open stays open,
 * later ones are parts of it, and it ends when the answer is known. No connection is held before anything is written.
 */
export class RequestTransaction {
  private held: Held | undefined;
  private isOver = false;
  private afterwards: (() => void)[] = [];

  /**
   * @param begin opens the one transaction
   * @param first comes before all that the request writes
   */
  constructor(
    private readonly begin: Begin,
    private readonly first: Work<void>,
  ) {}

  /** Not any more once it was committed or given up: what goes on after the answer has transactions of its own. */
  get isOpen(): boolean {
    return !this.isOver;
  }

  /** A part that fails takes the whole along; the error is the part's own. */
  async join<Result>(work: Work<Result>, options?: TransactionOptions): Promise<Result> {
    const held = (this.held ??= hold(this.begin, this.first, options));
    try {
      return await work(await held.tx);
    } catch (error) {
      await this.rollBack();
      throw error;
    }
  }

  /** Does something once all is committed: what looks for the written rows must not come before them. */
  afterCommit(act: () => void): void {
    this.afterwards.push(act);
  }

  /** @param last is written with the rest, after it */
  async commit(last: Work<void>): Promise<void> {
    await this.join(last);
    this.isOver = true;
    await this.held?.commit();
    for (const act of this.afterwards) act();
  }

  async giveUp(): Promise<void> {
    this.isOver = true;
    await this.rollBack();
  }

  private async rollBack(): Promise<void> {
    const { held } = this;
    this.held = undefined;
    this.afterwards = [];
    await held?.rollBack();
  }
}

/** Thrown into a transaction to end it without a trace. */
class RolledBack extends Error {}

function hold(begin: Begin, first: Work<void>, options: TransactionOptions | undefined): Held {
  const started = Promise.withResolvers<Tx>();
  const ended = Promise.withResolvers<'commit' | 'roll back'>();
  const done = begin(async (tx) => {
    await first(tx);
    started.resolve(tx);
    if ((await ended.promise) === 'roll back') throw new RolledBack();
  }, options);
  // A transaction that could not begin says so to who waits for it.
  done.catch(started.reject);
  return {
    tx: started.promise,
    commit: async () => {
      ended.resolve('commit');
      await done;
    },
    rollBack: async () => {
      ended.resolve('roll back');
      // Whatever ended it has been told already, or is about to be.
      await Promise.allSettled([done]);
    },
  };
}
