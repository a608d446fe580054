import { setTimeout as wait } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { AppConfig } from '../config/config.js';

const SECONDS = 1000;
/** How long a stopping process goes on with work that no caller waits for; with the drain and the last requests it is gone in ten. */
const PATIENCE_MS = 4 * SECONDS;

/**
 * A process that was told to stop. While it still serves, for DRAIN_SECONDS, it asks its callers to go elsewhere; who calls it
 * past that meets a closed door, which the proxy in front hides. Work in the background has a few seconds: what is cut off then is rolled back by
 * PostgreSQL, as after `kill -9`, and done again by another process.
 */
@Injectable()
export class Stopping implements BeforeApplicationShutdown {
  private beganAt: number | undefined;

  constructor(private readonly config: AppConfig) {}

  /** Called before anything else is stopped. */
  begin(): void {
    this.beganAt ??= performance.now();
  }

  get hasBegun(): boolean {
    return this.beganAt !== undefined;
  }

  /** Until this has ended, but never beyond the time that a stopping process has for it. */
  async patiently(work: Promise<unknown>): Promise<void> {
    const giveUp = new AbortController();
    const patience = wait(this.left(PATIENCE_MS), undefined, { signal: giveUp.signal }).catch(
      () => undefined,
    );
    await Promise.race([work, patience]);
    giveUp.abort();
  }

  /** @param signal undefined: nobody outside knows that it stops, so that nobody has to be sent elsewhere */
  async beforeApplicationShutdown(signal?: string): Promise<void> {
    if (signal !== undefined) await wait(this.left(this.config.drainSeconds * SECONDS));
  }

  private left(milliseconds: number): number {
    return Math.max(0, (this.beganAt ?? performance.now()) + milliseconds - performance.now());
  }
}
