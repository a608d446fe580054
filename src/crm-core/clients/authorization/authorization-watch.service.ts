import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { AppConfig } from '../../../platform/config/config.js';
import { JobRunner, JobSchedule } from '../../../platform/jobs/index.js';
import { type JournalRecord, JournalService } from '../../../platform/journal/index.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import { Clock } from '../../../platform/time/clock.js';
import { type BusinessDate, businessDateOf } from '../../../platform/time/rome.js';
import { authorizationWarning, LONGEST_WARNING_DAYS } from '../domain/authorization.js';
import {
  AUTHORIZATION_WARNED,
  type EndingAuthorization,
  endingAuthorizations,
} from './authorization.queries.js';

export const AUTHORIZATION_JOB = 'authorization-warnings';

/** Once a business day, over all replicas: customs authorisations that came 90, 60 or 30 days near their end, or ended. */
@Injectable()
export class AuthorizationWatch implements OnApplicationBootstrap {
  constructor(
    private readonly runner: JobRunner,
    private readonly schedule: JobSchedule,
    private readonly journal: JournalService,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.schedule.start(
      AUTHORIZATION_JOB,
      this.config.housekeepingCron,
      async () => void (await this.tick()),
    );
  }

  /** @returns false when this day's run is done already */
  tick(): Promise<boolean> {
    const today = businessDateOf(this.clock.now());
    return this.runner.once(AUTHORIZATION_JOB, today, async (tx) => ({ warned: await this.warn(tx, today) }));
  }

  /** Each warning once: what the journal said last of this end is not said again. */
  private async warn(tx: Tx, today: BusinessDate): Promise<number> {
    const ending = await endingAuthorizations(tx, today, LONGEST_WARNING_DAYS);
    const records = ending.flatMap((one) => notice(one, today));
    await this.journal.recordMany(tx, null, records);
    return records.length;
  }
}

function notice(
  { clientId, ownerId, expiresOn, said }: EndingAuthorization,
  today: BusinessDate,
): JournalRecord[] {
  const warning = authorizationWarning(expiresOn, today);
  if (warning === null || warning === said) return [];
  const facts = { warning, expiresOn };
  return [{ action: AUTHORIZATION_WARNED, entity: 'client', entityId: clientId, clientId, ownerId, facts }];
}
