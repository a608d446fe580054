import { Injectable } from '@nestjs/common';
import { UserDirectory } from '../../auth/index.js';
import { assertDealOfClient, ClientDirectory } from '../../crm-core/index.js';
import { type Principal, within } from '../../platform/access/index.js';
import { refuseConflicts } from '../../platform/editing/index.js';
import { assertFresh } from '../../platform/http/index.js';
import { diff, JournalService } from '../../platform/journal/index.js';
import { listPage, type Page } from '../../platform/listing/index.js';
import type { Prisma, Visit } from '../../platform/prisma/generated/client.js';
import { PrismaService, type Tx } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { businessDateOf, toDateColumn } from '../../platform/time/rome.js';
import { endOf } from './domain/length.js';
import { leftOn } from './plan-day.js';
import { OPEN } from './domain/transitions.js';
import type { CreateVisitDto } from './dto/create-visit.dto.js';
import type { UpdateVisitDto } from './dto/update-visit.dto.js';
import type { VisitListQuery } from './dto/visit-list.query.js';
import type { VisitResponse } from './dto/visit.response.js';
import { slotOf, visitRecord } from './visit-facts.js';
import { notOpen, speakOfOverlap } from './visit-problems.js';
import { VisitFinder } from './visit-finder.service.js';
import { toVisitResponse } from './visit.mapper.js';
import { lockCalendar } from './visit.queries.js';

const SORTS = {
  scheduledAt: { column: 'scheduledAt', kind: 'date' },
  createdAt: { column: 'createdAt', kind: 'date' },
} as const;

/** Visits as they are planned: listed, made, moved, taken off the calendar. */
@Injectable()
export class VisitsService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly journal: JournalService,
    private readonly users: UserDirectory,
    private readonly clients: ClientDirectory,
    private readonly finder: VisitFinder,
    private readonly clock: Clock,
  ) {}

  async list(actor: Principal, query: VisitListQuery): Promise<Page<VisitResponse>> {
    const { agentId, teamId, seriesId, status, outcome, cancelledBy, from, to, plannedFrom, plannedTo } =
      query;
    const { clientId } = await this.clients.followMerges(this.prisma, query);
    const scope = within<Prisma.VisitWhereInput>(actor.scope('visit:read'), 'agent');
    return listPage({
      query,
      sorts: SORTS,
      defaultSort: '-scheduledAt',
      where: {
        AND: [
          scope,
          {
            deletedAt: null,
            agentId,
            clientId,
            seriesId,
            ...{ status, outcome, cancelledBy, keptPlan: query.keptPlan },
            scheduledAt: { gte: from && new Date(from), lt: to && new Date(to) },
            plannedOn: {
              gte: plannedFrom && toDateColumn(plannedFrom),
              lt: plannedTo && toDateColumn(plannedTo),
            },
          },
          teamId ? { agent: { teamId } } : {},
        ],
      },
      find: (args) => this.prisma.visit.findMany(args),
      count: (args) => this.prisma.visit.count(args),
      toItem: (visit) => toVisitResponse(actor, visit),
    });
  }

  /** @throws DomainError NOT_FOUND */
  async get(actor: Principal, id: string): Promise<VisitResponse> {
    return toVisitResponse(actor, await this.finder.find(this.prisma, actor, id, 'visit:read'));
  }

  /** @throws DomainError CLIENT_UNKNOWN, OWNER_UNKNOWN, OPPORTUNITY_UNKNOWN (400), VISIT_OVERLAP (409) */
  async create(actor: Principal, input: CreateVisitDto): Promise<VisitResponse> {
    const { clientId, durationMinutes = 30, fixed = false, purpose, opportunityId } = input;
    const scheduledAt = new Date(input.scheduledAt);
    return speakOfOverlap(
      this.prisma.$transaction(async (tx) => {
        const agentId = await this.users.resolveOwner(tx, actor, input.agentId, 'visit:assign', '/agentId');
        await this.clients.requireVisible(tx, actor, clientId, 'client:read', '/clientId');
        await assertDealOfClient(tx, actor, opportunityId, clientId);
        await lockCalendar(tx, agentId);
        const visit = await tx.visit.create({
          data: {
            ...{ clientId, agentId, scheduledAt, durationMinutes, fixed, purpose, opportunityId },
            endsAt: endOf(scheduledAt, durationMinutes),
            createdById: actor.userId,
            updatedById: actor.userId,
          },
        });
        await this.journal.record(tx, actor, visitRecord('planned', visit));
        return toVisitResponse(actor, visit);
      }),
    );
  }

  /** @throws DomainError NOT_FOUND, STALE (412), VISIT_NOT_OPEN, VISIT_OVERLAP (409), OWNER_UNKNOWN, OPPORTUNITY_UNKNOWN (400) */
  async update(
    actor: Principal,
    id: string,
    input: UpdateVisitDto,
    ifMatch: number | undefined,
  ): Promise<VisitResponse> {
    return speakOfOverlap(
      this.prisma.$transaction(async (tx) => {
        const before = await this.finder.lock(tx, actor, id, 'visit:update');
        const changes = await this.changesOf(tx, actor, before, input);
        const fields = diff(before, changes);
        await refuseConflicts(tx, {
          ...{ entity: 'visit', row: before, ifMatch, given: input },
          ...{ current: toVisitResponse(actor, before), changes: fields },
        });
        if (Object.keys(fields).length === 0) return toVisitResponse(actor, before);
        const left = leftOn(before, changes, businessDateOf(this.clock.now()));
        const visit = await tx.visit.update({
          where: { id },
          data: { ...changes, leftOn: left, version: { increment: 1 }, updatedById: actor.userId },
        });
        await this.journal.record(
          tx,
          actor,
          visitRecord('updated', visit, { previous: slotOf(before), changes: fields }),
        );
        return toVisitResponse(actor, visit);
      }),
    );
  }

  /** @throws DomainError NOT_FOUND, STALE (412), VISIT_NOT_OPEN (409): what has happened stays on record */
  async remove(actor: Principal, id: string, ifMatch: number | undefined): Promise<void> {
    await this.prisma.$transaction(async (tx) => {
      const before = await this.finder.lock(tx, actor, id, 'visit:delete');
      assertFresh(before, ifMatch);
      if (!OPEN.includes(before.status)) throw notOpen(before.status, 'deleted');
      const visit = await tx.visit.update({
        where: { id },
        data: { deletedAt: this.clock.now(), version: { increment: 1 }, updatedById: actor.userId },
      });
      await this.journal.record(tx, actor, visitRecord('deleted', visit));
    });
  }

  private async changesOf(
    tx: Tx,
    actor: Principal,
    before: Visit,
    input: UpdateVisitDto,
  ): Promise<VisitChanges> {
    const { scheduledAt: at, agentId, notes, nextAction, ...rest } = input;
    const plan = { ...rest, agentId, scheduledAt: at === undefined ? undefined : new Date(at) };
    if (Object.values(plan).every((value) => value === undefined)) return { notes, nextAction };
    if (!OPEN.includes(before.status))
      throw notOpen(before.status, 'changed, but for its notes and next action');
    if (agentId !== undefined && agentId !== before.agentId) {
      await this.users.resolveOwner(tx, actor, agentId, 'visit:assign', '/agentId');
    }
    if (input.opportunityId !== before.opportunityId) {
      await assertDealOfClient(tx, actor, input.opportunityId, before.clientId);
    }
    await lockCalendar(tx, agentId ?? before.agentId);
    const endsAt = endOf(
      plan.scheduledAt ?? before.scheduledAt,
      plan.durationMinutes ?? before.durationMinutes,
    );
    return { ...plan, notes, nextAction, endsAt };
  }
}

type VisitChanges = Partial<
  Pick<
    Visit,
    | 'agentId'
    | 'scheduledAt'
    | 'endsAt'
    | 'durationMinutes'
    | 'purpose'
    | 'fixed'
    | 'opportunityId'
    | 'notes'
    | 'nextAction'
  >
>;
