import { Injectable } from '@nestjs/common';
import { candidateId, type StoredUnassigned } from '../day/planned-day.js';
import { timedDay } from '../day/timed-day.js';
import { assertSound, type PlannedDay, reasons } from '../day-planner.service.js';
import type { UnassignedStop } from '../domain/plan.js';
import type { RouteProblem } from '../domain/problem.js';
import { TravelMatrixSource } from '../ports/travel-matrix.port.js';
import { aroundBlocked } from './blocked-times.js';
import { dayOfWeek, onItsDay, placesOfWeek, type WeekRequest, weekProblem } from './week-problem.js';
import { secondChance, stepsFor } from './second-chance.js';
import { WeekOptimizer } from './week-optimizer.js';

const WALL_MS = 7000;
/** Appointments have one order. */
const CALENDAR_STEPS = 100;

export interface PlannedWeek {
  /** In the order of the dates; `unassigned` of a day are the visits of its calendar that it cannot keep. */
  readonly days: readonly { readonly request: ReturnType<typeof dayOfWeek>; readonly day: PlannedDay }[];
  readonly unassigned: readonly StoredUnassigned[];
}

/** Turns several days into routes: all of them at once, and the checker replays each. */
@Injectable()
export class WeekPlanner {
  constructor(
    private readonly matrix: TravelMatrixSource,
    private readonly optimizer: WeekOptimizer,
  ) {}

  /** @throws DomainError ROUTE_ENGINE_UNAVAILABLE (503); UnsoundPlanError */
  async plan(request: WeekRequest): Promise<PlannedWeek> {
    const { travel, source, degradedReason: noRoads } = await this.matrix.between(placesOfWeek(request));
    const { plan, engine, degradedReason } = await this.solve(weekProblem(request, travel));
    const byId = new Map(request.candidates.map((candidate) => [candidateId(candidate), candidate]));
    const left = plan.unassigned.flatMap(({ stopId, ...reason }) => {
      const candidate = byId.get(stopId);
      if (!candidate) return [];
      const { clientId, visitId } = candidate;
      const entry = { clientId, visitId, ...(visitId === null ? ofSeveralDays(reason) : reason) };
      return [{ candidate, entry }];
    });
    const days = request.dates.map((date, day) => {
      const route = plan.routes[day];
      if (!route) throw new Error(`The plan has no ${date}.`);
      const planned = route.stops.flatMap(({ stopId }) => byId.get(stopId) ?? []);
      const lost = left.filter(({ candidate }) => candidate.visitId && candidate.range.from === day);
      const ofDay = dayOfWeek(request, date, day, [...planned, ...lost.map(({ candidate }) => candidate)]);
      return {
        request: ofDay,
        day: {
          ...timedDay(ofDay, onItsDay(route, day)),
          unassigned: lost.map(({ entry }) => entry),
          ...{ engine, degradedReason: reasons(noRoads, degradedReason), matrixSource: source },
        },
      };
    });
    return { days, unassigned: left.map(({ entry }) => entry) };
  }

  private async solve(problem: RouteProblem): Promise<Awaited<ReturnType<WeekOptimizer['optimize']>>> {
    const steps = stepsFor(problem.stops.length);
    const bounded = { ...(await this.aroundTheUnkept(problem)), iterations: steps, wallMs: WALL_MS };
    const first = await this.optimizer.optimize(bounded);
    assertSound(bounded, first.plan, first.engine);
    const later = secondChance(bounded, first.plan);
    if (!later) return first;
    const second = await this.optimizer.optimize(later);
    assertSound(later, second.plan, second.engine);
    return second;
  }

  /** Visits of the calendar that no route can hold are found before anybody is placed over them. */
  private async aroundTheUnkept(problem: RouteProblem): Promise<RouteProblem> {
    const calendar = problem.stops.filter(({ fixedStart }) => fixedStart !== undefined);
    if (calendar.length === 0) return problem;
    const { plan } = await this.optimizer.optimize({
      ...problem,
      stops: calendar,
      iterations: CALENDAR_STEPS,
    });
    return aroundBlocked(problem, new Set(plan.unassigned.map(({ stopId }) => stopId)));
  }
}

/** The engine speaks of one day. */
function ofSeveralDays(reason: Omit<UnassignedStop, 'stopId'>): Omit<UnassignedStop, 'stopId'> {
  if (reason.code === 'CLOSED_THAT_DAY')
    return { ...reason, message: 'The client is closed on every day of the plan.' };
  if (reason.code !== 'NO_ROOM') return reason;
  const { minutesShort } = reason;
  const least = minutesShort === undefined ? '' : `; the least that is missing is ${minutesShort} min`;
  return { ...reason, message: `Every day on which it could be visited is full${least}.` };
}
