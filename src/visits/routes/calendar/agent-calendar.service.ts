import { Injectable } from '@nestjs/common';
import { UserDirectory } from '../../../auth/index.js';
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
import { dayOff, hoursOn } from '../../working-days/agent-calendar.js';
import { AgentCalendars } from '../../working-days/agent-calendars.service.js';
import { openOn } from '../day/opening-hours.js';
import type { AgentCalendarQuery } from './agent-calendar.query.js';
import type {
  AgentCalendarResponse,
  CalendarDayResponse,
  CalendarVisitResponse,
} from './agent-calendar.response.js';

/** More than anybody makes in a month. */
const MOST_VISITS = 1000;

/** An agent's days as a planner looks at them: what stands there, when work is, when the clients are open. */
@Injectable()
export class AgentCalendarService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly users: UserDirectory,
    private readonly clients: ClientDirectory,
    private readonly calendars: AgentCalendars,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError OWNER_UNKNOWN (400), TOO_MANY_VISITS (422) */
  async read(actor: Principal, query: AgentCalendarQuery): Promise<AgentCalendarResponse> {
    const { agentId: named, days, from = businessDateOf(this.clock.now()) } = query;
    const agentId = await this.users.resolveOwner(this.prisma, actor, named, 'route:plan', '/agentId');
    const dates = Array.from({ length: days }, (_, ahead) => addDays(from, ahead));
    const calendar = await this.calendars.read(this.prisma, agentId, from, addDays(from, days));
    const visits = await this.visitsOf(actor, agentId, from, days);
    const clients = await this.clients.referredTo(
      this.prisma,
      visits.map(({ clientId }) => clientId),
    );
    const shown = visits.flatMap((visit) => {
      const client = clients.get(visit.clientId);
      return client ? [toCalendarVisit(visit, client)] : [];
    });
    const onDay = Map.groupBy(shown, ({ scheduledAt }) => businessDateOf(scheduledAt));
    return {
      agentId,
      days: dates.map((date): CalendarDayResponse => {
        const off = dayOff(date, calendar);
        const hours = off ? null : hoursOn(date, calendar);
        const { shift = null, lunchBreak = null } = hours ?? {};
        return { date, off, shift, lunchBreak, visits: onDay.get(date) ?? [] };
      }),
    };
  }

  private async visitsOf(
    actor: Principal,
    agentId: string,
    from: BusinessDate,
    days: number,
  ): Promise<Visit[]> {
    const scope = within<Prisma.VisitWhereInput>(actor.scope('visit:read'), 'agent');
    const scheduledAt = { gte: startOfBusinessDate(from), lt: startOfBusinessDate(addDays(from, days)) };
    const visits = await this.prisma.visit.findMany({
      where: { AND: [scope, { agentId, deletedAt: null, scheduledAt }] },
      orderBy: [{ scheduledAt: 'asc' }, { id: 'asc' }],
      take: MOST_VISITS + 1,
    });
    if (visits.length <= MOST_VISITS) return visits;
    throw new DomainError(
      'unprocessable',
      'TOO_MANY_VISITS',
      `There are more than ${MOST_VISITS} visits on these days; ask for fewer days.`,
    );
  }
}

function toCalendarVisit(visit: Visit, client: VisibleClient): CalendarVisitResponse {
  const { id, clientId, scheduledAt, endsAt, durationMinutes, status, fixed, purpose, version } = visit;
  const { name: clientName, city, latitude, longitude } = client;
  const { open, closed } = openOn(client, businessDateOf(scheduledAt));
  return {
    ...{ id, clientId, clientName, city, latitude, longitude, scheduledAt, endsAt, durationMinutes },
    ...{ status, fixed, purpose, closed, version },
    open: open && open.map(([opens, closes]) => ({ from: opens, to: closes })),
  };
}
