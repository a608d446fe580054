import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { AppConfig } from '../../platform/config/config.js';
import { isDatabaseAway } from '../../platform/errors/index.js';
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
  private readonly logger = new Logger(SeriesJob.name);

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
    for (const id of await findBehind(this.prisma, this.visits.horizon()))
      if (await this.goOnOrSayWhy(id)) done += 1;
    return done;
  }

  /** One that fails holds up no other; it stays behind, so that the next tick finds it again. */
  private async goOnOrSayWhy(id: string): Promise<boolean> {
    try {
      return await this.goOn(id);
    } catch (error) {
      if (isDatabaseAway(error)) throw error;
      this.logger.error(
        { err: error, seriesId: id },
        'a visit series got no further; the next tick tries again',
      );
      return false;
    }
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
