import { Injectable } from '@nestjs/common';
import { ClientDirectory, type VisibleClient } from '../../../crm-core/index.js';
import { type Principal, within } from '../../../platform/access/index.js';
import { DomainError } from '../../../platform/errors/index.js';
import type { Prisma, Visit } from '../../../platform/prisma/generated/client.js';
import { PrismaService } from '../../../platform/prisma/prisma.service.js';
import { Clock } from '../../../platform/time/clock.js';
import {
  addDays,
  type BusinessDate,
  businessDateOf,
  startOfBusinessDate,
} from '../../../platform/time/rome.js';
import { ClientUrgency } from '../../cadence/client-urgency.service.js';
import { findDue } from '../../cadence/due.queries.js';
import { LIVING } from '../../visits/domain/transitions.js';
import { positionOf } from '../candidates.service.js';
import { openIntervals } from '../day/opening-hours.js';
import { type DayRange, dayRanges, weightOf } from './day-ranges.js';
import type { WeekCandidate } from './week-problem.js';

/** Visits that the plan of several days may have to place. */
export const MOST_OF_A_WEEK = 300;

export interface WeekWish {
  readonly agentId: string;
  readonly dates: readonly BusinessDate[];
  /** Undefined: whoever is due. */
  readonly clientIds?: readonly string[];
  readonly visitMinutes: number;
  /** Visits that a day can hold, roughly. */
  readonly perDay: number;
}

export interface WeekCandidates {
  readonly candidates: readonly WeekCandidate[];
  /** The visits among them, as they were read. */
  readonly visits: readonly Visit[];
  /** Until when each client wants its visit, by id; clients asked for by name are here when they are due. */
  readonly dueOn: ReadonlyMap<string, BusinessDate>;
  /** Whether more clients are due than a plan takes. */
  readonly moreDue: boolean;
}

/** Finds whom a plan of several days is about: the visits of the calendar, and clients who wait for one. */
@Injectable()
export class WeekCandidatesService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly clients: ClientDirectory,
    private readonly urgency: ClientUrgency,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError CLIENT_UNKNOWN (400), TOO_MANY_CANDIDATES (422) */
  async collect(actor: Principal, wish: WeekWish): Promise<WeekCandidates> {
    const visits = await this.visitsOn(actor, wish.agentId, wish.dates);
    const visited = await this.clients.referredTo(
      this.prisma,
      visits.map(({ clientId }) => clientId),
    );
    const room = MOST_OF_A_WEEK - visits.length;
    const waiting = wish.clientIds
      ? { clients: await this.named(actor, wish.clientIds), more: false }
      : await this.due(actor, wish, room);
    const fresh = waiting.clients.filter(({ id }) => !visited.has(id));
    if (fresh.length > room) throw tooMany();
    const today = this.today();
    const cadences = await this.urgency.cadencesOn(this.prisma, today, fresh);
    const waits = fresh.flatMap(({ id }) => {
      const cadence = cadences.get(id);
      return cadence ? [{ id, ...cadence, dueOn: cadence.nextDueOn }] : [];
    });
    const ranges = dayRanges(waits, wish.dates, wish.perDay);
    const all = { from: 0, by: wish.dates.length - 1 };
    const priorities = new Map(waits.map((wait) => [wait.id, priorityOf(weightOf(wait))]));
    return {
      visits,
      moreDue: waiting.more,
      dueOn: new Map(waits.flatMap(({ id, dueOn }) => (ranges.has(id) ? [[id, dueOn]] : []))),
      candidates: [
        ...visits.flatMap((visit) => {
          const client = visited.get(visit.clientId);
          return client ? [standing(visit, client, wish.dates)] : [];
        }),
        ...fresh.flatMap((client) => {
          const range = ranges.get(client.id) ?? (wish.clientIds ? all : null);
          const priority = priorities.get(client.id) ?? 1;
          return range ? [toBeMade(client, wish, { range, priority })] : [];
        }),
      ],
    };
  }

  /** What holds its place in the agent's calendar on these days. @throws DomainError TOO_MANY_CANDIDATES (422) */
  async visitsOn(actor: Principal, agentId: string, dates: readonly BusinessDate[]): Promise<Visit[]> {
    const scope = within<Prisma.VisitWhereInput>(actor.scope('visit:read'), 'agent');
    const days = dates.map((date): Prisma.VisitWhereInput => ({
      scheduledAt: { gte: startOfBusinessDate(date), lt: startOfBusinessDate(addDays(date, 1)) },
    }));
    const visits = await this.prisma.visit.findMany({
      where: { AND: [scope, { agentId, deletedAt: null, status: { in: [...LIVING] }, OR: days }] },
      orderBy: { id: 'asc' },
      take: MOST_OF_A_WEEK + 1,
    });
    if (visits.length > MOST_OF_A_WEEK) throw tooMany();
    return visits;
  }

  today(): BusinessDate {
    return businessDateOf(this.clock.now());
  }

  private async named(actor: Principal, ids: readonly string[]): Promise<VisibleClient[]> {
    const wanted = await this.clients.visibleAmong(this.prisma, actor, ids);
    return ids.map((id, index) => {
      const client = wanted.get(id);
      if (client) return client;
      throw DomainError.field(
        `/clientIds/${index}`,
        'CLIENT_UNKNOWN',
        'There is no such client, or it is not yours to see.',
      );
    });
  }

  /** The most urgent of the agent's clients for whom nobody has planned anything. */
  private async due(
    actor: Principal,
    { agentId }: WeekWish,
    room: number,
  ): Promise<{ clients: VisibleClient[]; more: boolean }> {
    const filter = { scope: actor.scope('client:read'), today: this.today(), agentId };
    const rows = await findDue(this.prisma, filter, null, room + 1);
    const ids = rows.slice(0, room).map(({ id }) => id);
    const found = await this.clients.visibleAmong(this.prisma, actor, ids);
    const dueInsidePlan = rows.length > room && Number(rows[room]?.urgency ?? 0) >= 1;
    return { clients: ids.flatMap((id) => found.get(id) ?? []), more: dueInsidePlan };
  }
}

/** What stands in the calendar stays at its time: it was planned with people in mind. */
export function standing(visit: Visit, client: VisibleClient, dates: readonly BusinessDate[]): WeekCandidate {
  const day = dates.indexOf(businessDateOf(visit.scheduledAt));
  return {
    visitId: visit.id,
    clientId: client.id,
    position: positionOf(client),
    durationMinutes: visit.durationMinutes,
    openOn: dates.map((date) => openIntervals(client.openingHours, date)),
    fixedAt: visit.scheduledAt.toISOString(),
    priority: 100,
    range: { from: day, by: day },
  };
}

export function toBeMade(
  client: VisibleClient,
  { dates, visitMinutes }: Pick<WeekWish, 'dates' | 'visitMinutes'>,
  wants: { range: DayRange; priority: number },
): WeekCandidate {
  return {
    visitId: null,
    clientId: client.id,
    position: positionOf(client),
    durationMinutes: visitMinutes,
    openOn: dates.map((date) => openIntervals(client.openingHours, date)),
    fixedAt: null,
    ...wants,
  };
}

/** 1–99: a third of it for a client of a month's interval on the day when it is due. */
function priorityOf(weight: number): number {
  return Math.min(99, Math.max(1, Math.round(weight * 33)));
}

function tooMany(): DomainError {
  return new DomainError(
    'unprocessable',
    'TOO_MANY_CANDIDATES',
    `Several days are planned from at most ${MOST_OF_A_WEEK} visits; these are more.`,
  );
}
