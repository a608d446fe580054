import { setTimeout as wait } from 'node:timers/promises';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { AppConfig } from '../config/config.js';
import { DomainError } from '../errors/domain-error.js';
import { Stopping } from '../stopping/index.js';

const REMEMBER_MS = 1000;
/** A database that takes longer over nothing is as good as away; with what is remembered, ready is red within two seconds. */
const PATIENCE_MS = 900;

/**
 * Asks the database at most once a second, however often it is asked itself, and over a connection of its own: who is only
 * busy has requests waiting for the pool, and to take a busy replica out would make the others busier.
 */
@Injectable()
export class ReadinessService implements OnApplicationShutdown {
  private readonly own: pg.Pool;
  private checkedAt = Number.NEGATIVE_INFINITY;
  private answer: Promise<void> = Promise.resolve();

  constructor(
    config: AppConfig,
    private readonly stopping: Stopping,
  ) {
    this.own = new pg.Pool({
      connectionString: config.databaseUrl,
      max: 1,
      connectionTimeoutMillis: PATIENCE_MS,
      // Only ever ends a question that was given up on already.
      query_timeout: PATIENCE_MS + 100,
      idleTimeoutMillis: 60_000,
      application_name: `nexus-crm ${config.instance} readiness`,
    });
    // Without a listener, a restart of the database would end the process; the next question opens another connection.
    this.own.on('error', () => undefined);
  }

  /** @throws DomainError (503) while stopping or while the database is away */
  async assertReady(): Promise<void> {
    if (this.stopping.hasBegun)
      throw new DomainError('unavailable', 'STOPPING', 'This replica is stopping.', { retryAfter: 1 });
    if (performance.now() - this.checkedAt > REMEMBER_MS) {
      this.checkedAt = performance.now();
      this.answer = this.ask();
      // Every waiting caller awaits the same answer; without a caller a failure must not end the process.
      this.answer.catch(() => undefined);
    }
    await this.answer;
  }

  private async ask(): Promise<void> {
    const giveUp = new AbortController();
    const patience = wait(PATIENCE_MS, 'late' as const, { signal: giveUp.signal });
    const answer = this.own.query('SELECT 1').then(() => 'there' as const);
    // One that fails after it was given up on is nobody's failure any more.
    answer.catch(() => undefined);
    patience.catch(() => undefined);
    try {
      if ((await Promise.race([answer, patience])) === 'there') return;
    } finally {
      giveUp.abort();
    }
    throw new DomainError('unavailable', 'DATABASE_UNAVAILABLE', 'The database does not answer.', {
      retryAfter: 2,
    });
  }

  /** Nobody is told that it is ready any more; a question under way is given up within its limit. */
  async onApplicationShutdown(): Promise<void> {
    await this.own.end();
  }
}
