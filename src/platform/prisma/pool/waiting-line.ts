import { LONGEST_WAIT_MS } from './patience.js';
import type { Waiter } from './waiter.js';

/** A line that has stood this long is no burst any more. */
const LASTING_MS = LONGEST_WAIT_MS;
/** Then newcomers are told soon: were each to wait as long as it may, no more would be served, and all of them late. */
const SHORT_WAIT_MS = 500;

/** Those who wait for a connection: first who has begun already, then newcomers; each group in the order of coming. */
export class WaitingLine {
  private readonly begun = new Set<Waiter>();
  private readonly newcomers = new Set<Waiter>();
  private standsSince: number | undefined;

  get length(): number {
    return this.begun.size + this.newcomers.size;
  }

  enter(waiter: Waiter, now: number): void {
    if (this.length === 0) this.standsSince = now;
    (waiter.patience.hasBegun ? this.begun : this.newcomers).add(waiter);
  }

  leave(waiter: Waiter): void {
    this.begun.delete(waiter);
    this.newcomers.delete(waiter);
    if (this.length === 0) this.standsSince = undefined;
  }

  /** Whose turn it is; they leave the line. */
  next(): Waiter | undefined {
    const [first] = this.begun.size > 0 ? this.begun : this.newcomers;
    if (first) this.leave(first);
    return first;
  }

  /** @returns for how many milliseconds this one may stand in line; not a positive number: it need not begin to */
  patienceOf({ patience }: Waiter, now: number): number {
    const left = patience.left(now);
    const isLasting = this.standsSince !== undefined && now - this.standsSince > LASTING_MS;
    return isLasting && patience.isNewcomer ? Math.min(left, SHORT_WAIT_MS) : left;
  }
}
