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
import type { Cadence } from '../../cadence/domain/cadence.js';
import { findDue } from '../../cadence/due.queries.js';
import { LIVING } from '../../visits/domain/transitions.js';
import { type ClientPlan, clientPlans, placesInSeries, visitsOf, type WeekWish } from './client-plan.js';
import type { Rhythm } from './visits-needed.js';
import { missed, standing } from './week-candidates.js';
import type { WeekCandidate } from './week-problem.js';

/** Clients whom the plan of several days may be about, and visits that it may have to place. */
export const MOST_OF_A_WEEK = 300;
export const MOST_VISITS_OF_A_WEEK = 600;

export interface WeekCandidates {
  readonly candidates: readonly WeekCandidate[];
  /** The visits among them, as they were read. */
  readonly visits: readonly Visit[];
  /** Clients whose cadence asks for something before the plan is over, or soon after. */
  readonly rhythms: readonly Rhythm[];
  /** The day on which each visit to be made is due, by client and place in its series. */
  readonly dueOn: ReadonlyMap<string, BusinessDate>;
  /** Whether more clients are due than a plan takes. */
  readonly moreDue: boolean;
}

interface Booked {
  readonly clients: readonly VisibleClient[];
  readonly cadences: ReadonlyMap<string, Cadence>;
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
    const living = await this.visitsOn(actor, wish.agentId, wish.dates);
    const { inProgress = [], missed: late = [] } = wish.today ?? {};
    const begun = new Set(inProgress.map(({ id }) => id));
    const lateIds = new Set(late.map(({ id }) => id));
    // What was missed takes part although nothing of its day may be left.
    const visits = [...living.filter(({ id }) => !begun.has(id) && !lateIds.has(id)), ...late];
    const standingVisits = [...visits, ...inProgress];
    const visited = await this.clients.referredTo(
      this.prisma,
      standingVisits.map(({ clientId }) => clientId),
    );
    const room = MOST_OF_A_WEEK - visited.size;
    if (room < 0) throw tooMany();
    const waiting = wish.clientIds
      ? { clients: await this.named(actor, wish.clientIds), more: false }
      : await this.due(actor, wish, room);
    const fresh = waiting.clients.filter(({ id }) => !visited.has(id));
    if (fresh.length > room) throw tooMany();
    const again = await this.visitedAgain(actor, wish, [...visited.keys()]);
    const asked = new Set(wish.clientIds);
    const booked = await this.bookedBefore(actor, wish, visited, room - fresh.length);
    const plans = await this.plansFor({ clients: [...fresh, ...again], booked }, standingVisits, wish);
    const places = placesInSeries(plans);
    const made = plans.flatMap((plan) => visitsOf(plan, wish, asked.has(plan.client.id)));
    if (visits.length + made.length > MOST_VISITS_OF_A_WEEK) throw tooMany();
    return {
      visits,
      moreDue: waiting.more,
      rhythms: plans.flatMap(({ rhythm, needed, standingAt, range }) =>
        needed.length > 0 || standingAt.length > 0 || range ? [withoutMissed(rhythm, late)] : [],
      ),
      dueOn: new Map(
        plans.flatMap(({ client, needed }) => needed.map(({ nth, dueOn }) => [`${client.id}#${nth}`, dueOn])),
      ),
      candidates: [
        ...visits.flatMap((visit) => {
          const client = visited.get(visit.clientId);
          const series = places.get(visit.id);
          const place = lateIds.has(visit.id) ? missed : standing;
          return client ? [{ ...place(visit, client, wish.dates), ...(series && { series }) }] : [];
        }),
        ...made,
      ],
    };
  }

  /** The agent's own clients who have visits in the plan already, and may need more of them. */
  private async visitedAgain(
    actor: Principal,
    { agentId, clientIds }: WeekWish,
    ids: readonly string[],
  ): Promise<VisibleClient[]> {
    const wanted = clientIds ? ids.filter((id) => clientIds.includes(id)) : ids;
    const found = await this.clients.visibleAmong(this.prisma, actor, wanted);
    return [...found.values()].filter(
      ({ ownerId, lifecycle }) => clientIds !== undefined || (ownerId === agentId && lifecycle !== 'LOST'),
    );
  }

  /** Who is visited between today and the plan, on its frozen days for one, may be due again before it is over. */
  private async bookedBefore(
    actor: Principal,
    { agentId, clientIds, dates, until }: WeekWish,
    visited: ReadonlyMap<string, unknown>,
    most: number,
  ): Promise<Booked> {
    const [from, to] = [this.today(), dates[0] ?? until];
    if (clientIds || to <= from) return { clients: [], cadences: new Map() };
    const span = { scope: actor.scope('client:read'), agentId, from, to, until };
    const cadences = await this.urgency.cadencesAfterBooking(this.prisma, from, span, most);
    const found = await this.clients.visibleAmong(this.prisma, actor, [...cadences.keys()]);
    const clients = [...found.values()].filter(({ id }) => !visited.has(id));
    return { clients, cadences };
  }

  private async plansFor(
    { clients, booked }: { clients: readonly VisibleClient[]; booked: Booked },
    visits: readonly Visit[],
    wish: WeekWish,
  ): Promise<ClientPlan[]> {
    const waiting = await this.urgency.cadencesOn(this.prisma, this.today(), clients);
    const cadences = new Map([...booked.cadences, ...waiting]);
    return clientPlans([...clients, ...booked.clients], cadences, visits, wish);
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
      take: MOST_VISITS_OF_A_WEEK + 1,
    });
    if (visits.length > MOST_VISITS_OF_A_WEEK) throw tooMany();
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

/** A visit that was missed is none that took place. */
function withoutMissed(rhythm: Rhythm, late: readonly Visit[]): Rhythm {
  const days = late
    .filter(({ clientId }) => clientId === rhythm.id)
    .map(({ scheduledAt }) => businessDateOf(scheduledAt));
  return { ...rhythm, standing: rhythm.standing.filter((day) => !days.includes(day)) };
}

function tooMany(): DomainError {
  return new DomainError(
    'unprocessable',
    'TOO_MANY_CANDIDATES',
    `Several days are planned for at most ${MOST_OF_A_WEEK} clients and ${MOST_VISITS_OF_A_WEEK} visits; these are more. Plan fewer days at once.`,
  );
}
