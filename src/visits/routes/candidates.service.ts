import { Injectable } from '@nestjs/common';
import { ClientDirectory, type VisibleClient } from '../../crm-core/index.js';
import { type Principal, within } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import type { Prisma, Visit } from '../../platform/prisma/generated/client.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { addDays, type BusinessDate, businessDateOf, startOfBusinessDate } from '../../platform/time/rome.js';
import { ClientUrgency } from '../cadence/client-urgency.service.js';
import { LIVING, OPEN } from '../visits/domain/transitions.js';
import { openOn } from './day/opening-hours.js';
import type { Candidate } from './day/planned-day.js';
import { MOST_CANDIDATES } from './dto/plan-day.dto.js';

export interface CandidateWish {
  agentId: string;
  date: BusinessDate;
  visitIds: readonly string[];
  clientIds: readonly string[];
  /** Whether the agent's visits of that day take part. */
  includePlanned: boolean;
  /** Visits of that day that stay at their time. */
  lockedVisitIds: readonly string[];
  /** Whether the day has begun: then a visit in progress is not planned again. */
  underWay: boolean;
  /** Length of a visit to a client that has none yet. */
  visitMinutes: number;
}

export interface Candidates {
  candidates: Candidate[];
  /** The visits among them, as they were read: a plan is made for exactly these. */
  visits: Visit[];
  /** Begun and not over: none where the day has not begun. */
  inProgress: Visit[];
}

/** Finds what a day's plan may choose from. */
@Injectable()
export class CandidatesService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly clients: ClientDirectory,
    private readonly urgency: ClientUrgency,
  ) {}

  /** @throws DomainError VISIT_UNKNOWN, VISIT_NOT_MOVABLE, CLIENT_UNKNOWN (400), TOO_MANY_CANDIDATES (422) */
  async collect(actor: Principal, wish: CandidateWish): Promise<Candidates> {
    const living = await this.visitsOf(actor, wish);
    const inProgress = living.filter(({ status }) => wish.underWay && status === 'CHECKED_IN');
    const visits = living.filter((visit) => !inProgress.includes(visit));
    const onDay = (visit: Visit): boolean => businessDateOf(visit.scheduledAt) === wish.date;
    wish.lockedVisitIds.forEach((id, index) => {
      if (!visits.some((visit) => visit.id === id && onDay(visit)))
        throw unknownVisit(`/lockedVisitIds/${index}`);
    });
    const locked = new Set(wish.lockedVisitIds);
    const visited = await this.clients.referredTo(
      this.prisma,
      visits.map(({ clientId }) => clientId),
    );
    const wanted = await this.clients.visibleAmong(this.prisma, actor, wish.clientIds);
    wish.clientIds.forEach((id, index) => {
      if (!wanted.has(id))
        throw DomainError.field(
          `/clientIds/${index}`,
          'CLIENT_UNKNOWN',
          'There is no such client, or it is not yours to see.',
        );
    });
    const fresh = [...wanted.values()]
      .filter(({ id }) => !visited.has(id))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    assertManageable(visits.length + fresh.length);
    const urgency = await this.urgency.on(this.prisma, wish.date, [...visited.values(), ...fresh]);
    const candidate = (client: VisibleClient, visit: Visit | null): Candidate => ({
      visitId: visit?.id ?? null,
      clientId: client.id,
      position: positionOf(client),
      durationMinutes: visit?.durationMinutes ?? wish.visitMinutes,
      ...openOn(client, wish.date),
      fixedAt: visit && (isFixed(visit) || locked.has(visit.id)) ? visit.scheduledAt.toISOString() : null,
      plannedAt: visit && onDay(visit) ? visit.scheduledAt.toISOString() : null,
      priority: priorityOf(urgency.get(client.id) ?? 0, visit !== null),
    });
    return {
      visits,
      inProgress,
      candidates: [
        ...visits.flatMap((visit) => {
          const client = visited.get(visit.clientId);
          return client ? [candidate(client, visit)] : [];
        }),
        ...fresh.map((client) => candidate(client, null)),
      ],
    };
  }

  private async visitsOf(
    actor: Principal,
    { agentId, date, visitIds, includePlanned }: CandidateWish,
  ): Promise<Visit[]> {
    const thatDay = { gte: startOfBusinessDate(date), lt: startOfBusinessDate(addDays(date, 1)) };
    const scope = within<Prisma.VisitWhereInput>(actor.scope('visit:read'), 'agent');
    const planned: Prisma.VisitWhereInput[] = includePlanned
      ? [{ status: { in: [...LIVING] }, scheduledAt: thatDay }]
      : [];
    const visits = await this.prisma.visit.findMany({
      where: { AND: [scope, { agentId, deletedAt: null, OR: [{ id: { in: [...visitIds] } }, ...planned] }] },
      orderBy: { id: 'asc' },
      take: MOST_CANDIDATES + 1,
    });
    visitIds.forEach((id, index) =>
      assertMovable(
        visits.find((visit) => visit.id === id),
        thatDay,
        `/visitIds/${index}`,
      ),
    );
    return visits;
  }
}

function assertMovable(visit: Visit | undefined, day: { gte: Date; lt: Date }, pointer: string): void {
  if (!visit) throw unknownVisit(pointer);
  const thatDay = visit.scheduledAt >= day.gte && visit.scheduledAt < day.lt;
  if (!OPEN.includes(visit.status) || (isFixed(visit) && !thatDay)) {
    throw DomainError.field(
      pointer,
      'VISIT_NOT_MOVABLE',
      `A ${visit.fixed ? 'fixed' : visit.status} visit can't be placed into this day.`,
    );
  }
}

function unknownVisit(pointer: string): DomainError {
  return DomainError.field(
    pointer,
    'VISIT_UNKNOWN',
    'The agent has no such visit, or it is not yours to see.',
  );
}

function assertManageable(count: number): void {
  if (count <= MOST_CANDIDATES) return;
  throw new DomainError(
    'unprocessable',
    'TOO_MANY_CANDIDATES',
    `A day is planned from at most ${MOST_CANDIDATES} visits; these are more.`,
  );
}

/** What has been agreed, or has begun, stays at its time. */
export function isFixed({ fixed, status }: Visit): boolean {
  return fixed || status !== 'PLANNED';
}

export function positionOf({ latitude, longitude }: VisibleClient): Candidate['position'] {
  return latitude === null || longitude === null ? null : { latitude, longitude };
}

/** 1–50 by how long a visit is due (25 on its day), and 50 more for one that stands in the calendar. */
export function priorityOf(urgency: number, planned: boolean): number {
  return Math.min(50, Math.max(1, Math.round(urgency * 25))) + (planned ? 50 : 0);
}
