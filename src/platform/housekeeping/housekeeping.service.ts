import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { AppConfig } from '../config/config.js';
import { JobRunner, JobSchedule } from '../jobs/index.js';
import type { Tx } from '../prisma/prisma.service.js';
import { Clock } from '../time/clock.js';
import { businessDateOf } from '../time/rome.js';
import { deleteOldRuns } from './job-run-cleaning.queries.js';

export const HOUSEKEEPING_JOB = 'housekeeping';
/** Days for which the record of a job's run is kept. */
const RUN_DAYS = 90;

/**
 * Deletes rows that have served their purpose.
 * @returns how many it deleted; stands in the run's row
 */
export type Chore = (tx: Tx, now: Date) => Promise<number>;

/** Once a business day, over all replicas: every module's expired rows are deleted. */
@Injectable()
export class Housekeeping implements OnApplicationBootstrap {
  private readonly chores = new Map<string, Chore>();

  constructor(
    private readonly runner: JobRunner,
    private readonly schedule: JobSchedule,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {
    this.add('jobRuns', (tx, now) => deleteOldRuns(tx, now, RUN_DAYS));
  }

  /** A module names here what it leaves behind, while it is being set up. */
  add(name: string, chore: Chore): void {
    this.chores.set(name, chore);
  }

  onApplicationBootstrap(): void {
    this.schedule.start(HOUSEKEEPING_JOB, this.config.housekeepingCron, async () => void (await this.tick()));
  }

  /** @returns false when this day's run is done already */
  tick(): Promise<boolean> {
    const now = this.clock.now();
    return this.runner.once(HOUSEKEEPING_JOB, businessDateOf(now), async (tx) => {
      const deleted: Record<string, number> = {};
      for (const [name, chore] of this.chores) deleted[name] = await chore(tx, now);
      return { deleted };
    });
  }
}
