import { Injectable } from '@nestjs/common';
import { UserDirectory } from '../../auth/index.js';
import type { Principal } from '../../platform/access/index.js';
import { refuseConflicts } from '../../platform/editing/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { assertFresh } from '../../platform/http/index.js';
import { diff } from '../../platform/journal/index.js';
import { listPage, type Page } from '../../platform/listing/index.js';
import type { Activity } from '../../platform/prisma/generated/client.js';
import { PrismaService, type Tx } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { ClientDirectory } from '../clients/client-directory.service.js';
import { lockOwn, visibleTo } from './activity-access.js';
import { resolveAssignees } from './activity-assignees.js';
import { activityFacts } from './activity-facts.js';
import { activityFilter } from './activity-filter.js';
import { resolveLinks } from './activity-links.js';
import { ActivityWriter } from './activity-writer.service.js';
import { toActivityResponse } from './activity.mapper.js';
import { assertCallDetails } from './call-details.js';
import { reminderAfter } from './domain/reminder.js';
import type { ActivityListQuery } from './dto/activity-list.query.js';
import type { ActivityPlanDto } from './dto/activity-plan.dto.js';
import type { ActivityResponse } from './dto/activity.response.js';
import type { CreateActivityDto } from './dto/create-activity.dto.js';
import type { UpdateActivityDto } from './dto/update-activity.dto.js';

const SORTS = {
  createdAt: { column: 'createdAt', kind: 'date' },
  dueAt: { column: 'dueAt', kind: 'date', nullable: true },
} as const;

const NEW = {
  ...{ clientId: null, opportunityId: null, assigneeIds: [] },
  ...{ dueAt: null, doneAt: null, remindAt: null, remindMinutesBefore: null, remindedAt: null },
};

/**
 * Calls, e-mails, meetings, tasks and notes. Seen by the scope of their owner, of their assignees and of their client's
 * owner; written by the first, completed by the first two.
 */
@Injectable()
export class ActivitiesService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly users: UserDirectory,
    private readonly clients: ClientDirectory,
    private readonly writer: ActivityWriter,
    private readonly clock: Clock,
  ) {}

  async list(actor: Principal, query: ActivityListQuery): Promise<Page<ActivityResponse>> {
    const filters = await this.clients.followMerges(this.prisma, query);
    return listPage({
      query,
      sorts: SORTS,
      defaultSort: '-createdAt',
      where: { AND: [activityFilter(filters, this.clock.now()), await visibleTo(actor, this.users)] },
      find: (args) => this.prisma.activity.findMany(args),
      count: (args) => this.prisma.activity.count(args),
      toItem: toActivityResponse,
    });
  }

  /** @throws DomainError NOT_FOUND */
  async get(actor: Principal, id: string): Promise<ActivityResponse> {
    const activity = await this.prisma.activity.findFirst({
      where: { AND: [{ id, deletedAt: null }, await visibleTo(actor, this.users)] },
    });
    if (!activity) throw DomainError.notFound('activity');
    return toActivityResponse(activity);
  }

  /**
   * @throws DomainError with a problem of a field (400): an unknown client, opportunity, owner or assignee, a date in the
   * future, two reminders, a call's details where there is no call
   */
  async create(actor: Principal, body: CreateActivityDto): Promise<ActivityResponse> {
    assertPlan(body.type, body);
    return this.prisma.$transaction(async (tx) => {
      const now = this.clock.now();
      const { type, subject, callDirection, callOutcome, durationSeconds } = body;
      const ownerId = await this.users.resolveOwner(tx, actor, body.ownerId, 'activity:assign');
      const doneAt = toInstant(body.doneAt) ?? (type === 'NOTE' ? now : null);
      assertNotInFuture(doneAt, now);
      const before = { ...NEW, ownerId };
      const activity = await tx.activity.create({
        data: {
          ...{ type, subject, body: body.body, callDirection, callOutcome, durationSeconds, ownerId },
          ...(await resolveLinks(tx, this.clients, actor, NEW, body)),
          assigneeIds: await resolveAssignees(tx, this.users, actor, before, body.assigneeIds),
          ...{ dueAt: toInstant(body.dueAt) ?? null, doneAt },
          ...reminderAfter(before, momentsOf(body), now),
          ...{ createdAt: now, createdById: actor.userId, updatedById: actor.userId },
        },
      });
      await this.writer.record(tx, actor, 'created', activity, activityFacts(activity));
      return toActivityResponse(activity);
    });
  }

  /** @throws DomainError NOT_FOUND, ACTIVITY_NOT_YOURS (403), STALE (412), or a problem of a field (400) */
  async update(
    actor: Principal,
    id: string,
    body: UpdateActivityDto,
    ifMatch: number | undefined,
  ): Promise<ActivityResponse> {
    return this.prisma.$transaction(async (tx) => {
      const before = await lockOwn(tx, this.users, actor, id, 'activity:update');
      const changes = await this.changesOf(tx, actor, before, body);
      await refuseConflicts(tx, {
        ...{ entity: 'activity', row: before, ifMatch, given: body },
        ...{ current: toActivityResponse(before), changes: diff(before, changes) },
      });
      return toActivityResponse(await this.writer.change(tx, actor, 'updated', before, changes));
    });
  }

  /** @throws DomainError NOT_FOUND, ACTIVITY_NOT_YOURS (403), STALE (412) */
  async remove(actor: Principal, id: string, ifMatch: number | undefined): Promise<void> {
    await this.prisma.$transaction(async (tx) => {
      const before = await lockOwn(tx, this.users, actor, id, 'activity:delete');
      assertFresh(before, ifMatch);
      const data = { deletedAt: this.clock.now(), version: { increment: 1 }, updatedById: actor.userId };
      const after = await tx.activity.update({ where: { id }, data });
      await this.writer.record(tx, actor, 'deleted', after, activityFacts(before));
    });
  }

  private async changesOf(
    tx: Tx,
    actor: Principal,
    before: Activity,
    body: UpdateActivityDto,
  ): Promise<Partial<Activity>> {
    assertPlan(before.type, body);
    const now = this.clock.now();
    const moments = momentsOf(body);
    assertNotInFuture(moments.doneAt, now);
    const { subject, callDirection, callOutcome, durationSeconds } = body;
    const links = await resolveLinks(tx, this.clients, actor, before, body);
    const given = body.ownerId !== undefined && body.ownerId !== before.ownerId;
    const ownerId = given
      ? await this.users.resolveOwner(tx, actor, body.ownerId, 'activity:assign')
      : before.ownerId;
    const { assigneeIds } = before;
    return {
      ...{ subject, body: body.body, callDirection, callOutcome, durationSeconds, ...links, ownerId },
      assigneeIds: await resolveAssignees(tx, this.users, actor, { ownerId, assigneeIds }, body.assigneeIds),
      ...{ dueAt: moments.dueAt, doneAt: moments.doneAt },
      ...reminderAfter(before, moments, now),
    };
  }
}

type Moment = Date | null | undefined;

function momentsOf(body: UpdateActivityDto) {
  const [dueAt, doneAt, remindAt] = [body.dueAt, body.doneAt, body.remindAt].map(toInstant);
  return { dueAt, doneAt, remindAt, remindMinutesBefore: body.remindMinutesBefore };
}

/** undefined stays undefined: the field is left as it is. */
function toInstant(value: string | null | undefined): Moment {
  return value ? new Date(value) : (value as null | undefined);
}

function assertPlan(type: Activity['type'], body: ActivityPlanDto): void {
  assertCallDetails(type, body);
  if (body.remindAt && typeof body.remindMinutesBefore === 'number') {
    const detail = 'Say when to remind either as a moment or in minutes.';
    throw DomainError.field('/remindMinutesBefore', 'REMINDER_TWICE', detail);
  }
}

function assertNotInFuture(doneAt: Moment, now: Date): void {
  if (doneAt && doneAt > now)
    throw DomainError.field('/doneAt', 'IN_THE_FUTURE', 'What is done lies in the past.');
}
