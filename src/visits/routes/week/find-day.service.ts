import { Injectable } from '@nestjs/common';
import { UserDirectory } from '../../../auth/index.js';
import { ClientDirectory, type VisibleClient } from '../../../crm-core/index.js';
import { type Principal, within } from '../../../platform/access/index.js';
import { DomainError } from '../../../platform/errors/index.js';
import type { Prisma } from '../../../platform/prisma/generated/client.js';
import { PrismaService } from '../../../platform/prisma/prisma.service.js';
import { addDays } from '../../../platform/time/rome.js';
import { OPEN } from '../../visits/domain/transitions.js';
import { InProcessOptimizer } from '../adapters/in-process-optimizer.adapter.js';
import { DayClock } from '../day/day-clock.js';
import { openOn } from '../day/opening-hours.js';
import { assertSound } from '../day-planner.service.js';
import type { RoutePlan, RouteTotals, UnassignedStop } from '../domain/plan.js';
import type { RouteProblem, Stop } from '../domain/problem.js';
import type { FindDayDto } from '../dto/find-day.dto.js';
import type { DayOutResponse, FoundDayResponse, FoundDaysResponse } from '../dto/found-day.response.js';
import { TravelMatrixSource } from '../ports/travel-matrix.port.js';
import { assertTimes } from '../route-planning.service.js';
import { aroundBlocked } from './blocked-times.js';
import { standing, toBeMade } from './week-candidates.js';
import { WeekCandidatesService } from './week-candidates.service.js';
import { onItsDay, placesOfWeek, type WeekCandidate, weekCandidateId, weekProblem } from './week-problem.js';
import { DayFrames } from '../day-frame.service.js';
import { assertSomeDay, dayOff, type DaysOff, workingDays } from './working-days.js';

/** The calendar keeps its times, so there is little to search for. */
const STEPS = 200;
/** A visit of which nothing else is said. */
const USUAL_MINUTES = 30;

/** Tells on which of an agent's next days one more client costs least. */
@Injectable()
export class FindDayService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly users: UserDirectory,
    private readonly clients: ClientDirectory,
    private readonly candidates: WeekCandidatesService,
    private readonly matrix: TravelMatrixSource,
    private readonly optimizer: InProcessOptimizer,
    private readonly frames: DayFrames,
  ) {}

  /**
   * @throws DomainError OWNER_UNKNOWN, CLIENT_UNKNOWN, VISIT_UNKNOWN, NOT_A_SHIFT, NOT_A_BREAK, NOTHING_TO_PLAN (400), TOO_MANY_CANDIDATES, WORKING_HOURS_UNKNOWN (422),
   * ROUTE_ENGINE_UNAVAILABLE (503)
   */
  async findDay(actor: Principal, body: FindDayDto): Promise<FoundDaysResponse> {
    const { clientId } = body;
    assertTimes({ ...body, date: body.from });
    const agentId = await this.users.resolveOwner(this.prisma, actor, body.agentId, 'route:plan', '/agentId');
    const client = (await this.clients.visibleAmong(this.prisma, actor, [clientId])).get(clientId);
    if (!client)
      throw DomainError.field(
        '/clientId',
        'CLIENT_UNKNOWN',
        'There is no such client, or it is not yours to see.',
      );
    const { off, hoursOf, ...frame } = await this.frames.ofDays(agentId, body);
    const dates = workingDays(body.from, body.days, off);
    assertSomeDay(dates);
    const visits = await this.candidates.visitsOn(actor, agentId, dates);
    const moved = body.visitId ? await this.movable(actor, body.visitId, { agentId, clientId }) : undefined;
    const visitMinutes = body.durationMinutes ?? moved?.durationMinutes ?? USUAL_MINUTES;
    const visited = await this.clients.referredTo(
      this.prisma,
      visits.map((visit) => visit.clientId),
    );
    const range = { from: 0, by: dates.length - 1 };
    const wanted = toBeMade(client, { dates, visitMinutes }, { range, priority: 1 });
    const calendar = visits.flatMap((visit) => {
      const host = visited.get(visit.clientId);
      return host ? [standing(visit, host, dates)] : [];
    });
    const request = {
      ...{ ...frame, seed: body.seed ?? 1, dates, objective: 'MIN_TRAVEL' as const },
      hoursOn: dates.map(hoursOf),
      candidates: [wanted, ...calendar],
    };
    const { travel, source } = await this.matrix.between(placesOfWeek(request));
    const problem = weekProblem(request, travel);
    const tried = await Promise.all(
      dates.map((date, day) => {
        const itself = calendar.find(({ visitId, range }) => visitId === moved?.id && range.from === day);
        return this.tryDay(problem, { date, day, client, wanted: itself ?? wanted, calendar });
      }),
    );
    const days = tried.flatMap((outcome) => ('scheduledAt' in outcome ? [outcome] : []));
    const out = tried.flatMap((outcome) => ('scheduledAt' in outcome ? [] : [outcome]));
    return {
      ...{ agentId, clientId, matrixSource: source },
      days: days.sort((a, b) => a.addedMinutes - b.addedMinutes || (a.date < b.date ? -1 : 1)),
      out: [...out, ...daysOff(body.from, dates, off)].sort((a, b) => (a.date < b.date ? -1 : 1)),
    };
  }

  /** @throws DomainError VISIT_UNKNOWN (400) */
  private async movable(
    actor: Principal,
    id: string,
    of: { agentId: string; clientId: string },
  ): Promise<{ id: string; durationMinutes: number }> {
    const scope = within<Prisma.VisitWhereInput>(actor.scope('visit:read'), 'agent');
    const where = { AND: [scope, { id, ...of, deletedAt: null, status: { in: [...OPEN] } }] };
    const visit = await this.prisma.visit.findFirst({ where, select: { id: true, durationMinutes: true } });
    if (visit) return visit;
    throw DomainError.field(
      '/visitId',
      'VISIT_UNKNOWN',
      'There is no such visit of that agent to that client which could still be moved.',
    );
  }

  /** The day as its calendar has it, without the client and with it. */
  private async tryDay(
    problem: RouteProblem,
    { date, day, client, wanted, calendar }: Trial,
  ): Promise<FoundDayResponse | DayOutResponse> {
    const there = new Set(calendar.filter(({ range }) => range.from === day).map(weekCandidateId));
    const id = weekCandidateId(wanted);
    const whole = oneDay(problem, date, new Set([id, ...there]));
    const without = await this.solve({ ...whole, stops: whole.stops.filter((stop) => stop.id !== id) });
    const blocked = new Set(without.unassigned.map(({ stopId }) => stopId));
    const together = await this.solve(aroundBlocked(whole, blocked));
    const route = together.routes[0];
    const sequence = route?.stops.findIndex(({ stopId }) => stopId === id) ?? -1;
    // A plan that gives up a visit of the calendar to make room is none.
    const pushedOut = together.totals.visits <= without.totals.visits;
    if (!route || sequence < 0 || pushedOut) {
      const reason = together.unassigned.find(({ stopId }) => stopId === id);
      return dayOut(date, reason, { closed: openOn(client, date).closed, blocked: blocked.size > 0 });
    }
    const start = onItsDay(route, day).stops[sequence]?.serviceStart ?? 0;
    return {
      date,
      scheduledAt: new DayClock(date).instantOf(start),
      sequence: sequence + 1,
      addedMinutes: Math.ceil((idle(together.totals) - idle(without.totals)) / 60),
      addedTravelSeconds: together.totals.travelSeconds - without.totals.travelSeconds,
      addedTravelMeters: together.totals.travelMeters - without.totals.travelMeters,
      travelSeconds: together.totals.travelSeconds,
      travelMeters: together.totals.travelMeters,
    };
  }

  private async solve(problem: RouteProblem): Promise<RoutePlan> {
    const { plan, engine } = await this.optimizer.optimize(problem);
    assertSound(problem, plan, engine);
    return plan;
  }
}

interface Trial {
  readonly date: string;
  readonly day: number;
  readonly client: VisibleClient;
  readonly wanted: WeekCandidate;
  readonly calendar: readonly WeekCandidate[];
}

/** One vehicle of several days, with some of the stops. */
function oneDay(problem: RouteProblem, date: string, takesPart: ReadonlySet<string>): RouteProblem {
  const day = problem.vehicles.findIndex(({ id }) => id === date);
  const stops = problem.stops
    .filter(({ id }) => takesPart.has(id))
    .map((stop): Stop => {
      if (stop.windows === undefined) return stop;
      return { ...stop, windows: stop.windows.filter(([from]) => Math.floor(from / 86_400) === day) };
    });
  return {
    ...problem,
    stops,
    vehicles: problem.vehicles.filter(({ id }) => id === date),
    iterations: STEPS,
  };
}

function idle({ travelSeconds, waitingSeconds }: RouteTotals): number {
  return travelSeconds + waitingSeconds;
}

function dayOut(
  date: string,
  reason: UnassignedStop | undefined,
  { closed, blocked }: { closed: string | null; blocked: boolean },
): DayOutResponse {
  if (closed) return { date, code: 'CLOSED_THAT_DAY', message: closed };
  if (!reason)
    return { date, code: 'NO_ROOM', message: 'It would push a visit of the calendar out of that day.' };
  if (blocked && reason.code !== 'NO_COORDINATES')
    return { date, code: 'NO_ROOM', message: 'The visits of the calendar leave no time for it.' };
  return { date, code: reason.code, message: reason.message };
}

function daysOff(from: string, working: readonly string[], off: DaysOff): DayOutResponse[] {
  const out: DayOutResponse[] = [];
  for (let date = from; date <= (working.at(-1) ?? ''); date = addDays(date, 1)) {
    const reason = dayOff(date, off);
    if (reason) out.push({ date, ...reason });
  }
  return out;
}
