import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { AppConfig } from '../../platform/config/config.js';
import { JobSchedule } from '../../platform/jobs/index.js';
import { REFRESH_JOB, RefreshService } from './refresh.service.js';

/** Refreshes the KPI tables by KPI_REFRESH_CRON, and once at the start for what happened while nothing ran. */
@Injectable()
export class KpiSchedule implements OnApplicationBootstrap {
  constructor(
    private readonly config: AppConfig,
    private readonly schedule: JobSchedule,
    private readonly refresh: RefreshService,
  ) {}

  onApplicationBootstrap(): void {
    this.schedule.start(REFRESH_JOB, this.config.kpiRefreshCron, () => this.refresh.tick());
  }
}
