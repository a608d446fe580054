import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { AppConfig } from '../../platform/config/config.js';
import { JobSchedule } from '../../platform/jobs/index.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { toDateColumn } from '../../platform/time/rome.js';
import { findBehind, lockSeries } from './series.queries.js';
import { SeriesVisits } from './series-visits.service.js';

const SERIES_JOB = 'visit-series';

/**
 * The series that go on get the visits of each further day as it comes. Each series is a transaction of its own that says
 * how far it got: replicas may run at once, and one that is killed loses nothing and makes no visit twice.
 */
@Injectable()
export class SeriesJob implements OnApplicationBootstrap {
  constructor(
    private readonly prisma: PrismaService,
    private readonly schedule: JobSchedule,
    private readonly config: AppConfig,
    private readonly visits: SeriesVisits,
  ) {}

  onApplicationBootstrap(): void {
    this.schedule.start(SERIES_JOB, this.config.housekeepingCron, async () => void (await this.tick()));
  }

  /** @returns how many series this replica brought further */
  async tick(): Promise<number> {
    let done = 0;
    for (const id of await findBehind(this.prisma, this.visits.horizon())) if (await this.goOn(id)) done += 1;
    return done;
  }

  private goOn(id: string): Promise<boolean> {
    return this.prisma.$transaction(async (tx) => {
      await lockSeries(tx, id);
      // Another replica may have been here since.
      const behind = { lt: toDateColumn(this.visits.horizon()) };
      const series = await tx.visitSeries.findUnique({ where: { id, endedAt: null, madeThrough: behind } });
      if (!series) return false;
      // The rule was given by whoever changed it last: what follows from it is theirs.
      await this.visits.make(tx, { userId: series.updatedById, requestId: null }, series);
      return true;
    });
  }
}
