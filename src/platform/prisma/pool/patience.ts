import { AsyncLocalStorage } from 'node:async_hooks';

/** The longest that a request waits for connections, all its waits together; what it does with them has limits of its own. */
export const LONGEST_WAIT_MS = 3000;
/** How long work waits that nobody waits for. */
const LONGEST_BACKGROUND_WAIT_MS = 30_000;

/** What is left of a request's readiness to wait for connections, however often it asks for one. */
export class Patience {
  private spentMs = 0;
  private waits = 0;
  private since = 0;
  private begun = false;
  private isOver = false;

  /** @param settled is called once: it has a connection, or will need none any more */
  constructor(private readonly settled: () => void = () => undefined) {}

  /** It has had a connection already: were it refused now, that work would be lost. What goes on after the answer takes its turn. */
  get hasBegun(): boolean {
    return this.begun && !this.isOver;
  }

  /** A request that has done nothing yet loses least by being refused. */
  get isNewcomer(): boolean {
    return !this.begun && !this.isOver;
  }

  /** Its answer is known: what still goes on, a long download or an errand, is work in the background. */
  end(): void {
    if (this.isNewcomer) this.settled();
    this.isOver = true;
  }

  /** Milliseconds that it may still wait. */
  left(now: number): number {
    if (this.isOver) return LONGEST_BACKGROUND_WAIT_MS;
    return LONGEST_WAIT_MS - this.spentMs - (this.waits > 0 ? now - this.since : 0);
  }

  waitBegins(now: number): void {
    if (this.waits++ === 0) this.since = now;
  }

  waitEnds(now: number): void {
    if (--this.waits === 0) this.spentMs += now - this.since;
  }

  connected(): void {
    if (this.isNewcomer) this.settled();
    this.begun = true;
  }
}

const requests = new AsyncLocalStorage<Patience>();

/** Runs a request; whatever it asks the database for draws on this patience. */
export function withPatience(patience: Patience, run: () => void): void {
  requests.run(patience, run);
}

/** Begins work that nobody waits for: a request that happens to begin it lends it neither its haste nor its precedence. */
export function inBackground<Result>(run: () => Result): Result {
  return requests.exit(run);
}

/** The patience of the request that this is done for; of a job, one of its own. */
export function currentPatience(): Patience {
  const found = requests.getStore();
  if (found) return found;
  const own = new Patience();
  own.end();
  return own;
}
