import type { RoutePlan } from '../../domain/plan.js';
import { planFromOrders } from '../../domain/plan-from-orders.js';
import type { RouteProblem } from '../../domain/problem.js';
import { ServiceFailure } from '../http/service-failure.js';

/** Takes only the orders from VROOM's answer, tolerant of what else stands there. @throws ServiceFailure */
export function planOf(problem: RouteProblem, answer: unknown): RoutePlan {
  if (!isRecord(answer) || answer['code'] !== 0 || !Array.isArray(answer['routes'])) throw noPlan();
  const orders = new Map<string, string[]>();
  for (const route of answer['routes'] as unknown[]) {
    const [vehicle, stops] = orderOf(problem, route);
    if (orders.has(vehicle)) throw new ServiceFailure('its plan sends the same agent out twice');
    orders.set(vehicle, stops);
  }
  try {
    return planFromOrders(problem, orders);
  } catch (cause) {
    if (cause instanceof RangeError)
      throw new ServiceFailure('its plan breaks the rules', 'SERVICE', { cause });
    throw cause;
  }
}

function orderOf({ vehicles, stops }: RouteProblem, route: unknown): [vehicle: string, stops: string[]] {
  if (!isRecord(route) || !Array.isArray(route['steps'])) throw noPlan();
  const vehicle = numbered(vehicles, route['vehicle']);
  const jobs = (route['steps'] as unknown[]).filter(isRecord).filter((step) => step['type'] === 'job');
  const order = jobs.map((job) => numbered(stops, job['id'])?.id);
  if (!vehicle || !order.every((id) => id !== undefined))
    throw new ServiceFailure('its plan names somebody unknown');
  return [vehicle.id, order];
}

/** `null` and `""` would count as 0, and somebody would be visited whom nobody named. */
function numbered<Item>(items: readonly Item[], id: unknown): Item | undefined {
  return typeof id === 'number' ? items[id] : undefined;
}

function noPlan(): ServiceFailure {
  return new ServiceFailure('its answer is not a plan');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
