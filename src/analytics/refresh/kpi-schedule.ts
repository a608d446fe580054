import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { CronJob } from 'cron';
import { AppConfig } from '../../platform/config/config.js';
import { BUSINESS_ZONE } from '../../platform/time/rome.js';
import { REFRESH_JOB, RefreshService } from './refresh.service.js';

/** Refreshes the KPI tables by KPI_REFRESH_CRON, and once at the start for what happened while nothing ran. */
@Injectable()
export class KpiSchedule implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(KpiSchedule.name);
  private job: CronJob | undefined;
  private ticking: Promise<void> = Promise.resolve();

  constructor(
    private readonly config: AppConfig,
    private readonly registry: SchedulerRegistry,
    private readonly refresh: RefreshService,
  ) {}

  onApplicationBootstrap(): void {
    const cronTime = this.config.kpiRefreshCron;
    if (cronTime === '') return;
    this.job = CronJob.from({
      cronTime,
      timeZone: BUSINESS_ZONE,
      waitForCompletion: true,
      onTick: () => (this.ticking = this.tick()),
    });
    this.registry.addCronJob(REFRESH_JOB, this.job);
    this.job.start();
    this.ticking = this.tick();
  }

  /** The run under way ends before the database connection does. */
  async onModuleDestroy(): Promise<void> {
    await this.job?.stop();
    await this.ticking;
  }

  /** A tick that fails is recorded in its run; the next one takes its work over. */
  private async tick(): Promise<void> {
    try {
      await this.refresh.tick();
    } catch (error) {
      this.logger.error({ err: error }, 'the KPI refresh failed; the next tick tries again');
    }
  }
}
