import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { AppConfig } from '../../platform/config/config.js';
import { JobRunner, JobSchedule } from '../../platform/jobs/index.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { businessDateOf } from '../../platform/time/rome.js';
import { findBehind, lockSeries } from './series.queries.js';
import { SeriesVisits } from './series-visits.service.js';

export const SERIES_JOB = 'visit-series';

/**
 * Once a business day, over all replicas: the series that go on get the visits of another day ahead. Each series is a
 * transaction of its own, so a run that is killed keeps what it did, and the next one makes no visit twice.
 */
@Injectable()
export class SeriesJob implements OnApplicationBootstrap {
  constructor(
    private readonly prisma: PrismaService,
    private readonly runner: JobRunner,
    private readonly schedule: JobSchedule,
    private readonly config: AppConfig,
    private readonly visits: SeriesVisits,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.schedule.start(SERIES_JOB, this.config.housekeepingCron, async () => void (await this.tick()));
  }

  /** @returns false when this day's run is done already */
  tick(): Promise<boolean> {
    return this.runner.once(SERIES_JOB, businessDateOf(this.clock.now()), async (tx) => {
      const ids = await findBehind(tx, this.visits.horizon());
      for (const id of ids) await this.goOn(id);
      return { series: ids.length };
    });
  }

  private async goOn(id: string): Promise<void> {
    await this.prisma.$transaction(async (tx) => {
      await lockSeries(tx, id);
      const series = await tx.visitSeries.findUnique({ where: { id, endedAt: null } });
      // The rule was given by whoever changed it last: what follows from it is theirs.
      if (series) await this.visits.make(tx, { userId: series.updatedById, requestId: null }, series);
    });
  }
}
