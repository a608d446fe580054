import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { translateDatabaseError } from '../errors/translate-database-error.js';
import { AnalyticsDatabase } from '../prisma/analytics-database.js';
import type { PatientPool } from '../prisma/pool/index.js';
import { PrismaService } from '../prisma/prisma.service.js';
import { databaseSize } from './database-size.queries.js';

/** The database that is written to, and the one that reports are read from; they may be the same. */
export type WatchedDatabase = 'written' | 'reports';

/** Tables are read for figures no more often than this, however many watch. */
const REMEMBER_MS = 1000;

/** The figures of this process: requests by route and status, the pools, and Node's own. */
@Injectable()
export class MetricsService {
  readonly registry = new Registry();

  /** Seconds from the request's arrival to its answer. */
  readonly requestSeconds = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Seconds to answer a request',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15],
    registers: [this.registry],
  });

  private readonly databaseUp = new Gauge({
    name: 'database_up',
    help: 'Whether the database answered when figures were read from it last: 1 or 0',
    labelNames: ['database'],
    registers: [this.registry],
  });

  private readonly databaseBytes = new Gauge({
    name: 'database_size_bytes',
    help: 'Size of the database on disk, without the write-ahead log',
    registers: [this.registry],
  });

  private readonly readers: Record<WatchedDatabase, (() => Promise<void>)[]> = { written: [], reports: [] };
  private readAt = Number.NEGATIVE_INFINITY;

  constructor(prisma: PrismaService, reports: AnalyticsDatabase) {
    collectDefaultMetrics({ register: this.registry });
    this.fromTables('written', async () => this.databaseBytes.set(await databaseSize(prisma)));
    const pools: Record<string, PatientPool> = {
      requests: prisma.pool,
      sessions: prisma.sessions,
      ...(reports.isReplica && { reports: reports.prisma.pool }),
    };
    new Gauge({
      name: 'database_pool_connections',
      help: 'Connections of each pool by state; waiting are those who wait for one',
      labelNames: ['pool', 'state'],
      registers: [this.registry],
      collect() {
        for (const [pool, { idleCount, totalCount, waiting }] of Object.entries(pools)) {
          this.set({ pool, state: 'idle' }, idleCount);
          this.set({ pool, state: 'busy' }, totalCount - idleCount);
          this.set({ pool, state: 'waiting' }, waiting);
        }
      },
    });
    new Counter({
      name: 'database_pool_refusals_total',
      help: 'Requests that were refused, because they would have waited too long for a connection',
      labelNames: ['pool'],
      registers: [this.registry],
      collect() {
        this.reset();
        for (const [pool, { refused }] of Object.entries(pools)) this.inc({ pool }, refused);
      },
    });
  }

  /** Has figures read from tables before they are shown. */
  fromTables(database: WatchedDatabase, read: () => Promise<void>): void {
    this.readers[database].push(read);
  }

  /** All figures as Prometheus reads them. While a database is away or busy, those of its tables stay what they were last. */
  async text(): Promise<string> {
    if (performance.now() - this.readAt > REMEMBER_MS) {
      this.readAt = performance.now();
      await Promise.all([this.readTables('written'), this.readTables('reports')]);
    }
    return this.registry.metrics();
  }

  private async readTables(database: WatchedDatabase): Promise<void> {
    try {
      for (const read of this.readers[database]) await read();
      this.databaseUp.set({ database }, 1);
    } catch (error) {
      const known = translateDatabaseError(error);
      if (known?.kind !== 'unavailable') throw error;
      // One that is only busy is not away: it answered when it was asked last.
      if (known.code === 'DATABASE_UNAVAILABLE') this.databaseUp.set({ database }, 0);
    }
  }
}
