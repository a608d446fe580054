import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { AppConfig } from '../../platform/config/config.js';
import { JobSchedule } from '../../platform/jobs/index.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { businessDateOf, startOfBusinessDate } from '../../platform/time/rome.js';
import { forgetPastBookings } from './past-bookings.queries.js';

const PAST_BOOKINGS_JOB = 'past-bookings';

/**
 * A booking whose day has passed no longer says anything; the due list looks at each that is still kept. Nothing depends
 * on when this runs, or whether replicas run it at once: the list says the same before and after.
 */
@Injectable()
export class PastBookings implements OnApplicationBootstrap {
  constructor(
    private readonly prisma: PrismaService,
    private readonly schedule: JobSchedule,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.schedule.start(
      PAST_BOOKINGS_JOB,
      this.config.housekeepingCron,
      async () => void (await this.tick()),
    );
  }

  /** @returns how many were forgotten */
  tick(): Promise<number> {
    return forgetPastBookings(this.prisma, startOfBusinessDate(businessDateOf(this.clock.now())));
  }
}
