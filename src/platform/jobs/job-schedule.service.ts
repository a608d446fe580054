import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { CronJob } from 'cron';
import { Stopping } from '../stopping/index.js';
import { BUSINESS_ZONE } from '../time/rome.js';
import { JobFigures } from './job-figures.service.js';

/** Ticks of the scheduled jobs: one at a time for each job, and none left behind when the process stops. */
@Injectable()
export class JobSchedule implements OnModuleDestroy {
  private readonly logger = new Logger(JobSchedule.name);
  private readonly jobs: CronJob[] = [];
  private readonly ticking = new Map<string, Promise<void>>();

  constructor(
    private readonly registry: SchedulerRegistry,
    private readonly figures: JobFigures,
    private readonly stopping: Stopping,
  ) {}

  /**
   * Ticks by a cron expression in business time, and once now for what happened while nothing ran.
   * @param cronTime empty: never
   * @param tick one that fails is logged, and the next one takes its work over
   */
  start(job: string, cronTime: string, tick: () => Promise<void>): void {
    if (cronTime === '') return;
    const onTick = (): Promise<void> => {
      const done = this.guarded(job, tick);
      this.ticking.set(job, done);
      return done;
    };
    const cron = CronJob.from({ cronTime, timeZone: BUSINESS_ZONE, waitForCompletion: true, onTick });
    this.jobs.push(cron);
    this.figures.scheduled(job, secondsBetweenTicks(cron));
    this.registry.addCronJob(job, cron);
    cron.start();
    // As the clock does it: the next tick waits for its end.
    void cron.fireOnTick();
  }

  /** The runs under way may end before the database connection does; a long one is left to another process. */
  async onModuleDestroy(): Promise<void> {
    await this.stopping.patiently(this.end());
  }

  private async end(): Promise<void> {
    for (const job of this.jobs) await job.stop();
    await Promise.all(this.ticking.values());
  }

  private async guarded(job: string, tick: () => Promise<void>): Promise<void> {
    try {
      await tick();
      this.figures.ticked(job);
    } catch (error) {
      this.figures.failed(job);
      this.logger.error({ err: error, job }, 'a scheduled job failed; the next tick tries again');
    }
  }
}

function secondsBetweenTicks(cron: CronJob): number {
  const [first, second] = cron.nextDates(2);
  return first && second ? second.diff(first).as('seconds') : 0;
}
