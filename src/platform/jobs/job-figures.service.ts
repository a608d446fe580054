import { Injectable } from '@nestjs/common';
import { Counter, Gauge } from 'prom-client';
import { MetricsService } from '../health/metrics.service.js';
import { PrismaService } from '../prisma/prisma.service.js';
import { readLastSuccesses } from './job-runs.queries.js';

/** Whether the scheduled jobs do their work, for those who watch the service. */
@Injectable()
export class JobFigures {
  private readonly interval: Gauge<'name'>;
  private readonly lastTick: Gauge<'name'>;
  private readonly failures: Counter<'name'>;
  private readonly lastSuccess: Gauge<'name'>;
  private readonly jobs: string[] = [];

  constructor(
    metrics: MetricsService,
    private readonly prisma: PrismaService,
  ) {
    // Not `job`: Prometheus calls what it reads from so.
    const shared = { labelNames: ['name'] as const, registers: [metrics.registry] };
    this.interval = new Gauge({
      name: 'job_interval_seconds',
      help: 'Seconds between two ticks of a job by its schedule',
      ...shared,
    });
    this.lastTick = new Gauge({
      name: 'job_last_tick_timestamp_seconds',
      help: 'When a tick of the job last ended without failure in this process, or when it was scheduled there; it may have found nothing to do',
      ...shared,
    });
    this.failures = new Counter({
      name: 'job_failures_total',
      help: 'Ticks of the job that failed in this process',
      ...shared,
    });
    this.lastSuccess = new Gauge({
      name: 'job_last_success_timestamp_seconds',
      help: 'When a run of the job last ended well on any replica; only of jobs that keep a row of each run',
      ...shared,
    });
    metrics.fromTables('written', () => this.readRuns());
  }

  scheduled(name: string, intervalSeconds: number): void {
    this.jobs.push(name);
    this.interval.set({ name }, intervalSeconds);
    // One that never ends well grows old from here on; without a figure nobody would be told.
    this.lastTick.setToCurrentTime({ name });
    // From none to one would be no increase to who watches.
    this.failures.inc({ name }, 0);
  }

  ticked(name: string): void {
    this.lastTick.setToCurrentTime({ name });
  }

  failed(name: string): void {
    this.failures.inc({ name });
  }

  private async readRuns(): Promise<void> {
    for (const { name, finishedAt } of await readLastSuccesses(this.prisma, this.jobs))
      this.lastSuccess.set({ name }, finishedAt.getTime() / 1000);
  }
}
