import pg from 'pg';
import { isRefusal, isStopped } from '../../errors/translate-database-error.js';
import { Crowd } from './crowd.js';
import { currentPatience, Patience } from './patience.js';
import { type Outcome, Waiter } from './waiter.js';
import { WaitingLine } from './waiting-line.js';

/** How long PostgreSQL may take over a new connection. A request gives up before; work in the background need not. */
const CONNECTING_MS = 15_000;

type Connected = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  done: (error?: Error | boolean) => void,
) => void;

/** Every connection was taken for as long as this request could wait. */
export class PoolBusy extends Error {
  override readonly name = 'PoolBusy';
  constructor() {
    super('every database connection is taken');
  }
}

/**
 * A pool at which no request waits longer than it is patient, all its waits together, and which rather lets finish what
 * has begun than begin more.
 */
export class PatientPool extends pg.Pool {
  private readonly line = new WaitingLine();
  private readonly crowd: Crowd;
  private readonly most: number;
  /** Connections that are somebody's, or on their way to them. */
  private taken = 0;
  private refusals = 0;

  constructor(config: pg.PoolConfig & { max: number }) {
    super({ ...config, connectionTimeoutMillis: CONNECTING_MS });
    this.most = config.max;
    this.crowd = new Crowd(config.max);
  }

  /** How many wait for a connection. */
  get waiting(): number {
    return this.line.length;
  }

  /** How many were refused since the start, because they would have waited too long. */
  get refused(): number {
    return this.refusals;
  }

  /** @returns false when a newcomer would wait too long and should be turned away at once; it is counted as refused */
  admits(): boolean {
    const isTooGreat = this.crowd.isTooGreat(performance.now());
    if (isTooGreat) this.refusals += 1;
    return !isTooGreat;
  }

  /** A request that comes in now; who lets it in ends it. */
  newcomer(): Patience {
    this.crowd.enter(performance.now());
    return new Patience(() => this.crowd.leave());
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(connected: Connected): void;
  override connect(connected?: Connected): Promise<pg.PoolClient> | undefined {
    if (!connected)
      return new Promise((resolve, reject) =>
        this.ask((outcome) => ('client' in outcome ? resolve(outcome.client) : reject(outcome.error))),
      );
    this.ask((outcome) => {
      if ('error' in outcome) connected(outcome.error, undefined, () => undefined);
      else connected(undefined, outcome.client, (error) => outcome.client.release(error));
    });
    return undefined;
  }

  private ask(answered: (outcome: Outcome) => void): void {
    const waiter = new Waiter(currentPatience(), answered);
    if (this.taken < this.most) {
      // One that lies ready is there at once; a new one may be long in coming.
      if (this.taken >= this.totalCount) this.await(waiter);
      this.give(waiter);
      return;
    }
    const now = performance.now();
    this.await(waiter);
    this.line.enter(waiter, now);
  }

  private await(waiter: Waiter): void {
    waiter.wait(Math.max(0, this.line.patienceOf(waiter, performance.now())), () => {
      this.line.leave(waiter);
      this.refusals += 1;
      waiter.answer({ error: new PoolBusy() });
    });
  }

  private give(waiter: Waiter): void {
    this.taken += 1;
    super.connect((error, client) => {
      if (!client) {
        this.goOn();
        waiter.answer({ error: error ?? new Error('the pool gave no connection') });
        return;
      }
      const release = client.release.bind(client);
      client.release = (reason) => {
        // pg's pool ends a connection whose statement failed; a refused value, such as one that is taken, costs none, nor does a
        // limit of time. Within a transaction it does: whoever came next would be in it.
        const isFree = client.getTransactionStatus() === 'I';
        release(isFree && (isRefusal(reason) || isStopped(reason)) ? undefined : reason);
        this.goOn();
      };
      if (!waiter.answer({ client })) client.release();
    });
  }

  /** A connection is free again. */
  private goOn(): void {
    this.taken -= 1;
    const next = this.line.next();
    if (next) this.give(next);
  }
}
