import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { PrismaService } from '../prisma/prisma.service.js';

/** The figures of this process: requests by route and status, the pool, and Node's own. */
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

  constructor(prisma: PrismaService) {
    collectDefaultMetrics({ register: this.registry });
    new Gauge({
      name: 'database_pool_connections',
      help: 'Connections of the pool by state',
      labelNames: ['state'],
      registers: [this.registry],
      collect() {
        this.set({ state: 'idle' }, prisma.pool.idleCount);
        this.set({ state: 'busy' }, prisma.pool.totalCount - prisma.pool.idleCount);
        this.set({ state: 'waiting' }, prisma.pool.waitingCount);
      },
    });
  }
}
