import type { RoutePlan } from '../../domain/plan.js';
import { planFromOrders } from '../../domain/plan-from-orders.js';
import type { RouteProblem } from '../../domain/problem.js';

/** The service's answer is not a plan for this problem. */
export class VroomNonsense extends Error {}

/** Takes only the orders from VROOM's answer, tolerant of what else stands there. @throws VroomNonsense */
export function planOf(problem: RouteProblem, answer: unknown): RoutePlan {
  if (!isRecord(answer) || answer['code'] !== 0 || !Array.isArray(answer['routes'])) {
    throw new VroomNonsense('its answer is not a plan');
  }
  const orders = new Map((answer['routes'] as unknown[]).map((route) => orderOf(problem, route)));
  try {
    return planFromOrders(problem, orders);
  } catch (error) {
    if (error instanceof RangeError) throw new VroomNonsense('its plan breaks the rules', { cause: error });
    throw error;
  }
}

function orderOf(problem: RouteProblem, route: unknown): [vehicle: string, stops: string[]] {
  const vehicle = isRecord(route) ? problem.vehicles[Number(route['vehicle'])] : undefined;
  if (!vehicle || !isRecord(route) || !Array.isArray(route['steps']))
    throw new VroomNonsense('its answer is not a plan');
  const jobs = (route['steps'] as unknown[]).filter(
    (step) => isRecord(step) && step['type'] === 'job',
  ) as Record<string, unknown>[];
  const stops = jobs.map((job) => problem.stops[Number(job['id'])]?.id);
  if (!stops.every((id) => id !== undefined)) throw new VroomNonsense('its plan visits somebody unknown');
  return [vehicle.id, stops];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
