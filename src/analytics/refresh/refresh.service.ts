import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { Stopping } from '../../platform/stopping/index.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { type BusinessDate, businessDateOf } from '../../platform/time/rome.js';
import { JobRunner } from '../../platform/jobs/index.js';
import { KpiRefresh } from './kpi-refresh.service.js';
import { keepPipelineSnapshot } from './pipeline-snapshot.queries.js';
import { WATERMARK } from './watermark.queries.js';

export const REFRESH_JOB = 'kpi-refresh';
export const SNAPSHOT_JOB = 'pipeline-snapshot';

/** When the KPI tables are refreshed: by the schedule, or because somebody asks. */
@Injectable()
export class RefreshService implements OnModuleDestroy {
  /** Asked for and not yet begun, by kind: the same run answers everybody who asks meanwhile. */
  private readonly waiting = new Map<boolean, Promise<string>>();
  private underWay: Promise<void> = Promise.resolve();

  constructor(
    private readonly runner: JobRunner,
    private readonly refresh: KpiRefresh,
    private readonly prisma: PrismaService,
    private readonly clock: Clock,
    private readonly stopping: Stopping,
  ) {}

  /** One tick of the schedule: the refresh, and with the first one of a business day the pipeline's snapshot. */
  async tick(): Promise<void> {
    const now = this.clock.now();
    try {
      await this.runner.once(REFRESH_JOB, now.toISOString().slice(0, 19), this.refresh.work(false));
    } finally {
      // Figures may be right although they could not be folded.
      await this.keepPipeline(businessDateOf(now));
    }
  }

  /**
   * Asks for a refresh and does not wait for it: it takes in all that was committed before.
   * @param full rebuild everything instead of what changed
   * @returns the id of the run that will do it
   */
  async request(actor: Principal, full: boolean): Promise<string> {
    const waiting = this.waiting.get(full);
    if (waiting) return waiting;
    const opened = this.runner.open(REFRESH_JOB, actor.userId);
    this.waiting.set(full, opened);
    this.underWay = Promise.allSettled([this.underWay, opened]).then(([, { status }]) =>
      status === 'fulfilled' ? this.begin(opened, full) : void this.waiting.delete(full),
    );
    return opened;
  }

  /** A run that was asked for may be completed before the database connection closes. */
  async onModuleDestroy(): Promise<void> {
    await this.stopping.patiently(this.underWay);
  }

  /** Another replica may be busy with the first refresh of the day: then it is for the tick that finds the figures of today. */
  private async keepPipeline(today: BusinessDate): Promise<void> {
    const mark = await this.prisma.kpiWatermark.findUnique({ where: { name: WATERMARK } });
    if (mark === null || businessDateOf(mark.refreshedAt) !== today) return;
    await this.runner.once(SNAPSHOT_JOB, today, async (tx) => ({
      rows: await keepPipelineSnapshot(tx, today),
    }));
  }

  private async begin(opened: Promise<string>, full: boolean): Promise<void> {
    this.waiting.delete(full);
    await this.runner.complete(REFRESH_JOB, await opened, this.refresh.work(full));
  }
}
