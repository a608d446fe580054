import { Injectable } from '@nestjs/common';
import { candidateId, type StoredUnassigned } from '../day/planned-day.js';
import { timedDay } from '../day/timed-day.js';
import { assertSound, type PlannedDay, reasons } from '../day-planner.service.js';
import type { PlannedRoute, RoutePlan, UnassignedStop } from '../domain/plan.js';
import type { RouteProblem } from '../domain/problem.js';
import type { OptimizedPlan } from '../ports/route-optimizer.port.js';
import { TravelMatrixSource } from '../ports/travel-matrix.port.js';
import { aroundBlocked } from './blocked-times.js';
import {
  dayOfWeek,
  onItsDay,
  placesOfWeek,
  type WeekCandidate,
  weekCandidateId,
  type WeekRequest,
  weekProblem,
} from './week-problem.js';
import { secondChance, workFor } from './second-chance.js';
import { WeekOptimizer } from './week-optimizer.js';

/** Several times what the work needs. */
const WALL_MS = 6000;
const SECOND_WALL_MS = 3000;
/** Appointments have one order. */
const CALENDAR_STEPS = 100;

export interface PlannedWeek {
  /** In the order of the dates; `unassigned` of a day are the visits of its calendar that it cannot keep. */
  readonly days: readonly { readonly request: ReturnType<typeof dayOfWeek>; readonly day: PlannedDay }[];
  readonly unassigned: readonly StoredUnassigned[];
  /** Whom no day in time could hold, with the reason; most of them come later all the same. */
  readonly notInTime: readonly { readonly candidate: WeekCandidate; readonly reason: LeftOut }[];
}

type LeftOut = Omit<UnassignedStop, 'stopId'>;

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
    const { made, firstPlan } = await this.solve(weekProblem(request, travel));
    const { plan, engine, degradedReason } = made;
    const byId = new Map(request.candidates.map((candidate) => [weekCandidateId(candidate), candidate]));
    const leftBy = ({ unassigned }: RoutePlan): PlannedWeek['notInTime'] =>
      unassigned.flatMap(({ stopId, ...reason }) => {
        const candidate = byId.get(stopId);
        if (!candidate) return [];
        return [{ candidate, reason: candidate.visitId === null ? ofSeveralDays(reason) : reason }];
      });
    const left = leftBy(plan).map(({ candidate, reason }) => {
      const { clientId, visitId } = candidate;
      return { candidate, entry: { clientId, visitId, ...reason } };
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
          ...timedDay(ofDay, onItsDay(namedForADay(route, byId), day)),
          unassigned: lost.map(({ entry }) => entry),
          ...{ engine, degradedReason: reasons(noRoads, degradedReason), matrixSource: source },
        },
      };
    });
    return { days, unassigned: left.map(({ entry }) => entry), notInTime: leftBy(firstPlan) };
  }

  private async solve(problem: RouteProblem): Promise<{ made: OptimizedPlan; firstPlan: RoutePlan }> {
    const work = workFor(problem.stops.length);
    const bounded = { ...(await this.aroundTheUnkept(problem)), ...work, wallMs: WALL_MS };
    const first = await this.optimizer.optimize(bounded);
    assertSound(bounded, first.plan, first.engine);
    const later = secondChance(bounded, first.plan);
    if (!later) return { made: first, firstPlan: first.plan };
    const second = await this.optimizer.optimize({ ...later, wallMs: SECOND_WALL_MS });
    assertSound(later, second.plan, second.engine);
    return { made: second, firstPlan: first.plan };
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

/** On its day a client has one visit, and bears its own name. */
function namedForADay(route: PlannedRoute, byId: ReadonlyMap<string, WeekCandidate>): PlannedRoute {
  const stops = route.stops.map((stop) => {
    const candidate = byId.get(stop.stopId);
    return candidate ? { ...stop, stopId: candidateId(candidate) } : stop;
  });
  return { ...route, stops };
}

/** The engine speaks of one day. */
function ofSeveralDays(reason: LeftOut): LeftOut {
  if (reason.code === 'CLOSED_THAT_DAY')
    return { ...reason, message: 'The client is closed on every day of the plan.' };
  if (reason.code !== 'NO_ROOM') return reason;
  const { minutesShort } = reason;
  const least = minutesShort === undefined ? '' : `; the least that is missing is ${minutesShort} min`;
  return { ...reason, message: `Every day on which it could be visited is full${least}.` };
}
