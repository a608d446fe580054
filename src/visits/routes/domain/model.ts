import { breakRule, type BreakRule } from './break-arc.js';
import {
  dayOfVehicle,
  isMandatory,
  mayServe,
  type RouteProblem,
  type Stop,
  type Vehicle,
} from './problem.js';
import { type Sibling, siblingsOf } from './siblings.js';
import { clip, startWindows } from './start-windows.js';
import { leg, type Leg } from './travel.js';

/** Stands for "no road": longer than any shift, yet it adds and subtracts like a number. */
const NO_ROAD = 1e12;

/** Rounding of fractional matrices must not turn "just in time" into "late". Seconds. */
export const TOLERANCE = 1e-6;

/**
 * The problem as flat arrays for the search. Nodes are numbered: stops `0…n-1` in the problem's order, then a
 * start and an end node for every vehicle. Indexed reads carry `!`: every index comes from the model itself.
 */
export interface Model {
  readonly stopCount: number;
  readonly nodeCount: number;
  readonly vehicles: readonly VehicleModel[];
  /** `seconds[from * nodeCount + to]`. */
  readonly seconds: Float64Array;
  readonly meters: Float64Array;
  /** Per node; 0 at starts and ends. */
  readonly service: Float64Array;
  readonly priority: Float64Array;
  /** 1 where the stop must be served. */
  readonly mandatory: Uint8Array;
  /** Per stop: the other visits to the same client. */
  readonly siblings: readonly (readonly Sibling[])[];
  readonly hasSeries: boolean;
}

export interface VehicleModel {
  readonly id: string;
  readonly startNode: number;
  readonly endNode: number;
  readonly from: number;
  readonly to: number;
  readonly lunch: BreakRule | null;
  /** Number of the calendar day. */
  readonly day: number;
  /** Infinity when there is no limit. */
  readonly maxMeters: number;
  /** Per stop: the start windows inside this shift, flat pairs `[a, b, a, b, …]`; null: not for this vehicle. */
  readonly windows: readonly (Float64Array | null)[];
}

export function compile(problem: RouteProblem): Model {
  const n = problem.stops.length;
  const nodeCount = n + 2 * problem.vehicles.length;
  const legs = nodeLegs(problem);
  const service = new Float64Array(nodeCount);
  problem.stops.forEach((stop, i) => (service[i] = stop.serviceSeconds));
  return {
    stopCount: n,
    nodeCount,
    seconds: Float64Array.from(legs, (road) => (road.exists ? road.seconds : NO_ROAD)),
    meters: Float64Array.from(legs, (road) => (road.exists ? road.meters : NO_ROAD)),
    service,
    priority: Float64Array.from(problem.stops, (stop) => stop.priority),
    mandatory: Uint8Array.from(problem.stops, (stop) => (isMandatory(stop) ? 1 : 0)),
    siblings: siblingsOf(problem),
    hasSeries: problem.stops.some(({ series }) => series !== undefined),
    vehicles: problem.vehicles.map((vehicle, v) => vehicleModel(problem, vehicle, n + 2 * v)),
  };
}

/** From every node to every node, row by row. An open end is wherever the last visit was. */
function nodeLegs({ stops, vehicles, travel }: RouteProblem): Leg[] {
  const stay: Leg = { seconds: 0, meters: 0, exists: true };
  const places = [
    ...stops.map((stop) => ({ at: stop.location, open: false })),
    ...vehicles.flatMap((vehicle) => [
      { at: vehicle.start, open: false },
      { at: vehicle.end, open: vehicle.end === null },
    ]),
  ];
  return places.flatMap((from) => places.map((to) => (to.open ? stay : leg(travel, from.at, to.at))));
}

function vehicleModel(problem: RouteProblem, vehicle: Vehicle, startNode: number): VehicleModel {
  const [from, to] = vehicle.shift;
  return {
    id: vehicle.id,
    startNode,
    endNode: startNode + 1,
    from,
    to,
    lunch: breakRule(vehicle),
    day: dayOfVehicle(vehicle),
    maxMeters: vehicle.maxMeters ?? Infinity,
    windows: problem.stops.map((stop) => (mayServe(vehicle, stop) ? windowsFor(stop, from, to) : null)),
  };
}

function windowsFor(stop: Stop, from: number, to: number): Float64Array | null {
  const windows = clip(startWindows(stop), from, to - stop.serviceSeconds);
  return windows.length === 0 ? null : Float64Array.from(windows.flat());
}

/** First moment from `ready` on when the visit may start, or Infinity. */
export function earliestStart(windows: Float64Array, ready: number): number {
  for (let w = 0; w < windows.length; w += 2) {
    if (ready <= windows[w + 1]! + TOLERANCE) return Math.max(ready, windows[w]!);
  }
  return Infinity;
}

/** Last moment up to `limit` when the visit may start, or -Infinity. */
export function latestStart(windows: Float64Array, limit: number): number {
  for (let w = windows.length - 2; w >= 0; w -= 2) {
    if (windows[w]! <= limit) return Math.min(limit, windows[w + 1]!);
  }
  return -Infinity;
}
