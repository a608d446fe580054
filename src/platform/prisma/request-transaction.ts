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
  private before: Promise<unknown> = Promise.resolve();
  /** Why nothing can be written any more: what had been done is lost. */
  private lost: { reason: unknown } | undefined;

  /**
   * @param begin opens the one transaction
   * @param first comes before all that the request writes
   * @param aPartThatFails leaves nothing of itself, while what was done before it stands, as it would with transactions of
   * their own; or takes the whole along, which saves what reads only two statements for each part
   */
  constructor(
    private readonly begin: Begin,
    private readonly first: Work<void>,
    private readonly aPartThatFails: 'is undone' | 'ends all',
  ) {}

  /** Not any more once it was committed or given up: what goes on after the answer has transactions of its own. */
  get isOpen(): boolean {
    return !this.isOver;
  }

  /** Parts are done one after the other. Whoever swallows the error of one goes on with the rest, or is told that all is lost. */
  join<Result>(work: Work<Result>, options?: TransactionOptions): Promise<Result> {
    const result = this.before.then(() => this.add(work, options));
    this.before = result.catch(() => undefined);
    return result;
  }

  /** Does something once all is committed: what looks for the written rows must not come before them. */
  afterCommit(act: () => void): void {
    this.afterwards.push(act);
  }

  /** @param last is written with the rest, after it */
  async commit(last?: Work<void>): Promise<void> {
    await this.before;
    if (this.lost) throw this.lost.reason;
    // What fails here is undone with all the rest.
    if (last) await (this.held ? last(await this.held.tx) : this.beginWith(last));
    this.isOver = true;
    await this.held?.commit();
    for (const act of this.afterwards) act();
  }

  async giveUp(): Promise<void> {
    this.isOver = true;
    await this.rollBack();
  }

  private add<Result>(work: Work<Result>, options: TransactionOptions | undefined): Promise<Result> {
    if (this.lost) throw this.lost.reason;
    return this.held ? this.addTo(this.held, work) : this.beginWith(work, options);
  }

  /** Nothing was done before it: when it fails, no connection is held on to. */
  private async beginWith<Result>(work: Work<Result>, options?: TransactionOptions): Promise<Result> {
    const held = (this.held = hold(this.begin, this.first, options));
    try {
      return await work(await held.tx);
    } catch (error) {
      await this.rollBack();
      throw error;
    }
  }

  private async addTo<Result>(held: Held, work: Work<Result>): Promise<Result> {
    const { length } = this.afterwards;
    try {
      const tx = await held.tx;
      return this.aPartThatFails === 'ends all' ? await work(tx) : await undoable(tx, work);
    } catch (error) {
      this.afterwards.length = length;
      if (!(error instanceof Undone)) {
        this.lost = { reason: error };
        await this.rollBack();
        throw error;
      }
      throw error.cause;
    }
  }

  private async rollBack(): Promise<void> {
    const { held } = this;
    this.held = undefined;
    this.afterwards = [];
    await held?.rollBack();
  }
}

/** A part failed, for its `cause`, and has left nothing. */
class Undone extends Error {}

/** @throws Undone; whatever else it throws, the transaction is of no use any more */
async function undoable<Result>(tx: Tx, work: Work<Result>): Promise<Result> {
  await tx.$executeRaw`SAVEPOINT part`;
  let result: Result;
  try {
    result = await work(tx);
  } catch (error) {
    try {
      await tx.$executeRaw`ROLLBACK TO SAVEPOINT part`;
      await tx.$executeRaw`RELEASE SAVEPOINT part`;
    } catch {
      // The connection is lost, or the transaction's time is over: what went wrong first says more.
      throw error;
    }
    throw new Undone('a part was undone', { cause: error });
  }
  await tx.$executeRaw`RELEASE SAVEPOINT part`;
  return result;
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
