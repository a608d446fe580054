import { Injectable } from '@nestjs/common';
import { UserDirectory } from '../../auth/index.js';
import type { Principal } from '../../platform/access/index.js';
import { refuseConflicts } from '../../platform/editing/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { assertFresh } from '../../platform/http/index.js';
import { diff, JournalService } from '../../platform/journal/index.js';
import { listPage, type Page } from '../../platform/listing/index.js';
import type { Activity, Prisma } from '../../platform/prisma/generated/client.js';
import { PrismaService, type Tx } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { ClientDirectory } from '../clients/client-directory.service.js';
import { assertCallDetails } from './call-details.js';
import { lockOwn, visibleTo } from './activity-access.js';
import { activityFacts } from './activity-facts.js';
import { activityFilter } from './activity-filter.js';
import { resolveLinks } from './activity-links.js';
import { toActivityResponse } from './activity.mapper.js';
import type { ActivityListQuery } from './dto/activity-list.query.js';
import type { ActivityResponse } from './dto/activity.response.js';
import type { CreateActivityDto } from './dto/create-activity.dto.js';
import type { UpdateActivityDto } from './dto/update-activity.dto.js';

const SORTS = {
  createdAt: { column: 'createdAt', kind: 'date' },
  dueAt: { column: 'dueAt', kind: 'date', nullable: true },
} as const;

const NO_LINKS = { clientId: null, opportunityId: null };

/** Calls, e-mails, meetings, tasks and notes. Seen by the scope of their owner and of their client's owner, written by the former. */
@Injectable()
export class ActivitiesService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly journal: JournalService,
    private readonly users: UserDirectory,
    private readonly clients: ClientDirectory,
    private readonly clock: Clock,
  ) {}

  async list(actor: Principal, query: ActivityListQuery): Promise<Page<ActivityResponse>> {
    const filters = await this.clients.followMerges(this.prisma, query);
    return listPage({
      query,
      sorts: SORTS,
      defaultSort: '-createdAt',
      where: { AND: [activityFilter(filters), visibleTo(actor)] },
      find: (args) => this.prisma.activity.findMany(args),
      count: (args) => this.prisma.activity.count(args),
      toItem: toActivityResponse,
    });
  }

  /** @throws DomainError NOT_FOUND */
  async get(actor: Principal, id: string): Promise<ActivityResponse> {
    const activity = await this.prisma.activity.findFirst({
      where: { AND: [{ id, deletedAt: null }, visibleTo(actor)] },
    });
    if (!activity) throw DomainError.notFound('activity');
    return toActivityResponse(activity);
  }

  /** @throws DomainError with a problem of a field (400): an unknown client, opportunity or owner, a date in the future */
  async create(
    actor: Principal,
    { dueAt, doneAt, ownerId, clientId, opportunityId, ...fields }: CreateActivityDto,
  ): Promise<ActivityResponse> {
    assertCallDetails(fields.type, fields);
    return this.prisma.$transaction(async (tx) => {
      const now = this.clock.now();
      const links = await resolveLinks(tx, this.clients, actor, NO_LINKS, { clientId, opportunityId });
      const owner = await this.users.resolveOwner(tx, actor, ownerId, 'activity:assign');
      const done = toInstant(doneAt) ?? (fields.type === 'NOTE' ? now : null);
      assertNotInFuture(done, now);
      const author = { createdAt: now, createdById: actor.userId, updatedById: actor.userId };
      const activity = await tx.activity.create({
        data: {
          ...fields,
          ...links,
          ...author,
          ownerId: owner,
          dueAt: toInstant(dueAt) ?? null,
          doneAt: done,
        },
      });
      await this.record(tx, actor, 'created', activity, activityFacts(activity));
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
      const before = await lockOwn(tx, actor, id, 'activity:update');
      assertCallDetails(before.type, body);
      const { subject, dueAt, doneAt, ownerId, clientId, opportunityId } = body;
      const { callDirection, callOutcome, durationSeconds } = body;
      const links = await resolveLinks(tx, this.clients, actor, before, { clientId, opportunityId });
      const given = ownerId !== undefined && ownerId !== before.ownerId;
      const owner = given ? await this.users.resolveOwner(tx, actor, ownerId, 'activity:assign') : undefined;
      const changes = {
        subject,
        body: body.body,
        ...{ callDirection, callOutcome, durationSeconds },
        ...links,
        dueAt: toInstant(dueAt),
        doneAt: toInstant(doneAt),
        ownerId: owner,
      };
      if (changes.doneAt) assertNotInFuture(changes.doneAt, this.clock.now());
      await refuseConflicts(tx, {
        ...{ entity: 'activity', row: before, ifMatch, given: body },
        ...{ current: toActivityResponse(before), changes: diff(before, changes) },
      });
      return this.change(tx, actor, 'updated', before, changes);
    });
  }

  /** Done now. @throws DomainError NOT_FOUND, ACTIVITY_NOT_YOURS (403), STALE (412), ALREADY_DONE (409) */
  async complete(actor: Principal, id: string, ifMatch: number | undefined): Promise<ActivityResponse> {
    return this.prisma.$transaction(async (tx) => {
      const before = await lockOwn(tx, actor, id, 'activity:update');
      assertFresh(before, ifMatch);
      if (before.doneAt) throw new DomainError('conflict', 'ALREADY_DONE', 'This was done already.');
      return this.change(tx, actor, 'completed', before, { doneAt: this.clock.now() });
    });
  }

  /** @throws DomainError NOT_FOUND, ACTIVITY_NOT_YOURS (403), STALE (412) */
  async remove(actor: Principal, id: string, ifMatch: number | undefined): Promise<void> {
    await this.prisma.$transaction(async (tx) => {
      const before = await lockOwn(tx, actor, id, 'activity:delete');
      assertFresh(before, ifMatch);
      const data = { deletedAt: this.clock.now(), version: { increment: 1 }, updatedById: actor.userId };
      await this.record(
        tx,
        actor,
        'deleted',
        await tx.activity.update({ where: { id }, data }),
        activityFacts(before),
      );
    });
  }

  private async change(
    tx: Tx,
    actor: Principal,
    verb: Verb,
    before: Activity,
    changes: Partial<Activity>,
  ): Promise<ActivityResponse> {
    const facts = diff(before, changes);
    if (Object.keys(facts).length === 0) return toActivityResponse(before);
    const data = { ...changes, version: { increment: 1 }, updatedById: actor.userId };
    const after = await tx.activity.update({ where: { id: before.id }, data });
    await this.record(tx, actor, verb, after, { ...activityFacts(after), changes: facts });
    return toActivityResponse(after);
  }

  private record(
    tx: Tx,
    actor: Principal,
    verb: Verb,
    activity: Activity,
    facts: Prisma.InputJsonObject,
  ): Promise<void> {
    const { id, clientId, ownerId } = activity;
    return this.journal.record(tx, actor, {
      action: `activity.${verb}`,
      entity: 'activity',
      entityId: id,
      clientId,
      ownerId,
      facts,
    });
  }
}

type Verb = 'created' | 'updated' | 'completed' | 'deleted';

/** undefined stays undefined: the field is left as it is. */
function toInstant(value: string | null | undefined): Date | null | undefined {
  return value ? new Date(value) : (value as null | undefined);
}

function assertNotInFuture(doneAt: Date | null, now: Date): void {
  if (doneAt && doneAt > now)
    throw DomainError.field('/doneAt', 'IN_THE_FUTURE', 'What is done lies in the past.');
}
