import { Injectable } from '@nestjs/common';
import { AGENT, dayProblem, placesOf } from './day/day-problem.js';
import { candidateId, type DayRequest, type StoredUnassigned } from './day/planned-day.js';
import { type TimedDay, timedDay } from './day/timed-day.js';
import { checkPlan } from './domain/check-plan.js';
import type { RoutePlan, Violation } from './domain/plan.js';
import type { RouteProblem } from './domain/problem.js';
import { scheduleRoute } from './domain/schedule.js';
import { RouteOptimizer } from './ports/route-optimizer.port.js';
import { TravelMatrixSource } from './ports/travel-matrix.port.js';

export interface PlannedDay extends TimedDay {
  readonly unassigned: readonly StoredUnassigned[];
  readonly engine: string;
  readonly degradedReason: string | null;
  readonly matrixSource: string;
}

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
    const { plan, engine, degradedReason } = await this.optimizer.optimize(problem);
    const [route] = plan.routes;
    assertSound(problem, plan, engine);
    if (!route) throw new UnsoundPlanError(`${engine} left the agent out.`);
    return {
      ...timedDay(request, route),
      unassigned: unassignedOf(request, plan),
      ...{ engine, degradedReason: reasons(noRoads, degradedReason), matrixSource: source },
    };
  }

  /** The same day in exactly this order, with the rules that it breaks. */
  async inOrder(
    request: DayRequest,
    order: readonly string[],
  ): Promise<TimedDay & { violations: readonly Violation[] }> {
    const { travel } = await this.matrix.between(placesOf(request));
    const problem = dayProblem(request, travel);
    const vehicle = problem.vehicles.find(({ id }) => id === AGENT);
    if (!vehicle) throw new Error('A day has one agent.');
    const route = scheduleRoute(problem, vehicle, order);
    return { ...timedDay(request, route), violations: route.violations };
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
    return candidate ? [{ clientId: candidate.clientId, visitId: candidate.visitId, ...reason }] : [];
  });
}
