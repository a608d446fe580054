import { Injectable } from '@nestjs/common';
import { DomainError } from '../../platform/errors/index.js';
import { dayChanges } from './day/day-changes.js';
import { AGENT, agreedStarts, dayProblem, placesOf } from './day/day-problem.js';
import { candidateId, type DayRequest, type StoredUnassigned } from './day/planned-day.js';
import { type TimedDay, timedDay } from './day/timed-day.js';
import { checkPlan } from './domain/check-plan.js';
import type { RoutePlan } from './domain/plan.js';
import type { RouteProblem } from './domain/problem.js';
import { scheduleRoute } from './domain/schedule.js';
import { heldTo, SLACKS, steadiest } from './domain/stability.js';
import { type OptimizedPlan, RouteOptimizer } from './ports/route-optimizer.port.js';
import { TravelMatrixSource } from './ports/travel-matrix.port.js';
import type { HandMadeDay } from './recalculated-route.mapper.js';

export interface PlannedDay extends TimedDay {
  readonly unassigned: readonly StoredUnassigned[];
  readonly engine: string;
  readonly degradedReason: string | null;
  readonly matrixSource: string;
}

const HURRIED = 'The engine had no time to look for a plan closer to the calendar.';

/** A plan that breaks its own rules is a defect of whoever made it, and goes no further. */
export class UnsoundPlanError extends Error {}

/** Turns a request into a day: travel times, the engine, and the checker that believes neither. */
@Injectable()
export class DayPlanner {
  constructor(
    private readonly matrix: TravelMatrixSource,
    private readonly optimizer: RouteOptimizer,
  ) {}

  /** @throws DomainError ROUTE_ENGINE_UNAVAILABLE (503); UnsoundPlanError */
  async plan(request: DayRequest): Promise<PlannedDay> {
    const { travel, source, degradedReason: noRoads } = await this.matrix.between(placesOf(request));
    const problem = dayProblem(request, travel);
    const { plan, engine, degradedReason } = await this.steady(request, problem);
    const [route] = plan.routes;
    if (!route) throw new UnsoundPlanError(`${engine} left the agent out.`);
    const day = timedDay(request, route);
    return {
      stops: day.stops,
      totals: { ...day.totals, changes: dayChanges(request, day.stops) },
      unassigned: unassignedOf(request, plan),
      ...{ engine, degradedReason: reasons(noRoads, degradedReason), matrixSource: source },
    };
  }

  /** The best plan, or one closer to what people have agreed on where moving them does not pay. */
  private async steady(request: DayRequest, problem: RouteProblem): Promise<OptimizedPlan> {
    const free = await this.solve(problem);
    const { minutesPerMove = 0 } = request;
    const agreed = agreedStarts(request);
    if (minutesPerMove === 0 || agreed.size === 0) return free;
    const tried = await Promise.all(
      SLACKS.map((slack) => this.solveIfThereIsTime(heldTo(problem, agreed, slack))),
    );
    const held = tried.filter((made) => made !== null);
    const hurried = held.length < tried.length ? HURRIED : null;
    const plans = [...held, free];
    const best = steadiest(
      problem,
      agreed,
      minutesPerMove * 60,
      plans.map(({ plan }) => plan),
    );
    const made = plans.find(({ plan }) => plan === best) ?? free;
    return { ...made, degradedReason: reasons(made.degradedReason, hurried) };
  }

  /** Null when the engine has no time for it: there is a plan already, and a closer one would only be nicer. */
  private async solveIfThereIsTime(problem: RouteProblem): Promise<OptimizedPlan | null> {
    try {
      return await this.solve(problem);
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'ROUTE_ENGINE_UNAVAILABLE') throw error;
      return null;
    }
  }

  private async solve(problem: RouteProblem): Promise<OptimizedPlan> {
    const made = await this.optimizer.optimize(problem);
    assertSound(problem, made.plan, made.engine);
    return made;
  }

  /** The same day in exactly this order, with the rules that it breaks. */
  async inOrder(request: DayRequest, order: readonly string[]): Promise<HandMadeDay> {
    const { travel, source: matrixSource, degradedReason } = await this.matrix.between(placesOf(request));
    const problem = dayProblem(request, travel);
    const vehicle = problem.vehicles.find(({ id }) => id === AGENT);
    if (!vehicle) throw new Error('A day has one agent.');
    const route = scheduleRoute(problem, vehicle, order);
    return { ...timedDay(request, route), violations: route.violations, matrixSource, degradedReason };
  }
}

export function reasons(...said: readonly (string | null)[]): string | null {
  return said.filter((reason) => reason !== null).join(' ') || null;
}

/** @throws UnsoundPlanError */
export function assertSound(problem: RouteProblem, plan: RoutePlan, engine: string): void {
  const findings = checkPlan(problem, plan);
  if (findings.length === 0) return;
  const said = findings.map(({ rule, at, detail }) => `${rule} at ${at}: ${detail}`).join('; ');
  throw new UnsoundPlanError(`The plan of ${engine} breaks its rules: ${said}`);
}

function unassignedOf({ candidates }: DayRequest, plan: RoutePlan): StoredUnassigned[] {
  const byId = new Map(candidates.map((candidate) => [candidateId(candidate), candidate]));
  return plan.unassigned.flatMap(({ stopId, ...reason }) => {
    const candidate = byId.get(stopId);
    if (!candidate) return [];
    const { clientId, visitId, closed } = candidate;
    const said = reason.code === 'CLOSED_THAT_DAY' && closed ? { ...reason, message: closed } : reason;
    return [{ clientId, visitId, ...said }];
  });
}
