import { Injectable } from '@nestjs/common';
import { UserDirectory } from '../../auth/index.js';
import type { Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { assertFresh } from '../../platform/http/index.js';
import type { Activity } from '../../platform/prisma/generated/client.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { lockOwn } from './activity-access.js';
import { type ActivityVerb, ActivityWriter } from './activity-writer.service.js';
import { toActivityResponse } from './activity.mapper.js';
import { reminderAfter } from './domain/reminder.js';
import type { ActivityResponse } from './dto/activity.response.js';

/** Done, and to be done again: for the owner, and for whoever else is to do it. */
@Injectable()
export class ActivityStepsService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly users: UserDirectory,
    private readonly writer: ActivityWriter,
    private readonly clock: Clock,
  ) {}

  /** Done now. @throws DomainError NOT_FOUND, ACTIVITY_NOT_YOURS (403), STALE (412), ALREADY_DONE (409) */
  complete(actor: Principal, id: string, ifMatch: number | undefined): Promise<ActivityResponse> {
    return this.step(actor, id, ifMatch, 'completed', ({ doneAt }, now) => {
      if (doneAt) throw new DomainError('conflict', 'ALREADY_DONE', 'This was done already.');
      return { doneAt: now };
    });
  }

  /** To be done after all. @throws DomainError NOT_FOUND, ACTIVITY_NOT_YOURS (403), STALE (412), NOT_DONE (409) */
  reopen(actor: Principal, id: string, ifMatch: number | undefined): Promise<ActivityResponse> {
    return this.step(actor, id, ifMatch, 'reopened', (before, now) => {
      if (!before.doneAt) throw new DomainError('conflict', 'NOT_DONE', 'This is still to be done.');
      return { doneAt: null, ...reminderAfter(before, { doneAt: null }, now) };
    });
  }

  private async step(
    actor: Principal,
    id: string,
    ifMatch: number | undefined,
    verb: ActivityVerb,
    changesOf: (before: Activity, now: Date) => Partial<Activity>,
  ): Promise<ActivityResponse> {
    return this.prisma.$transaction(async (tx) => {
      const before = await lockOwn(tx, this.users, actor, id, 'activity:update', 'doers');
      assertFresh(before, ifMatch);
      const changes = changesOf(before, this.clock.now());
      return toActivityResponse(await this.writer.change(tx, actor, verb, before, changes));
    });
  }
}
