import type { PoolClient } from 'pg';
import type { Patience } from './patience.js';

/** What came of asking for a connection. */
export type Outcome = { client: PoolClient } | { error: Error };

/** Somebody who asked for a connection, and is answered once. */
export class Waiter {
  private timer: NodeJS.Timeout | undefined;
  private isAnswered = false;

  constructor(
    readonly patience: Patience,
    private readonly answered: (outcome: Outcome) => void,
  ) {}

  /** @param tooLong is called when it has waited for this many milliseconds */
  wait(milliseconds: number, tooLong: () => void): void {
    this.patience.waitBegins(performance.now());
    // A process that has nothing else to do need not stay for it.
    this.timer = setTimeout(tooLong, milliseconds).unref();
  }

  /** @returns false when it was answered before */
  answer(outcome: Outcome): boolean {
    if (this.isAnswered) return false;
    this.isAnswered = true;
    if (this.timer !== undefined) {
      clearTimeout(this.timer);
      this.patience.waitEnds(performance.now());
    }
    if ('client' in outcome) this.patience.connected();
    this.answered(outcome);
    return true;
  }
}
