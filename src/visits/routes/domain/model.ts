import type { BreakRule } from './break-arc.js';
import { isMandatory, type RouteProblem, type Stop, type Vehicle } from './problem.js';
import { clip, startWindows } from './start-windows.js';

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
}

export interface VehicleModel {
  readonly id: string;
  readonly startNode: number;
  readonly endNode: number;
  readonly from: number;
  readonly to: number;
  readonly lunch: BreakRule | null;
  /** Infinity when there is no limit. */
  readonly maxMeters: number;
  /** Per stop: the start windows inside this shift, flat pairs `[a, b, a, b, …]`; null: not for this vehicle. */
  readonly windows: readonly (Float64Array | null)[];
}

export function compile(problem: RouteProblem): Model {
  const n = problem.stops.length;
  const nodeCount = n + 2 * problem.vehicles.length;
  const place = [
    ...problem.stops.map((stop) => stop.location),
    ...problem.vehicles.flatMap((vehicle) => [vehicle.start, vehicle.end]),
  ];
  const openEnd = (node: number): boolean => node >= n && (node - n) % 2 === 1 && place[node] === null;
  const table = (matrix: RouteProblem['travel']['seconds']): Float64Array =>
    Float64Array.from({ length: nodeCount * nodeCount }, (_, cell) => {
      const to = cell % nodeCount;
      if (openEnd(to)) return 0;
      return reading(matrix, place[Math.floor(cell / nodeCount)] ?? null, place[to] ?? null);
    });
  const service = new Float64Array(nodeCount);
  problem.stops.forEach((stop, i) => (service[i] = stop.serviceSeconds));
  return {
    stopCount: n,
    nodeCount,
    seconds: table(problem.travel.seconds),
    meters: table(problem.travel.meters),
    service,
    priority: Float64Array.from(problem.stops, (stop) => stop.priority),
    mandatory: Uint8Array.from(problem.stops, (stop) => (isMandatory(stop) ? 1 : 0)),
    vehicles: problem.vehicles.map((vehicle, v) => vehicleModel(problem, vehicle, n + 2 * v)),
  };
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
    maxMeters: vehicle.maxMeters ?? Infinity,
    windows: problem.stops.map((stop) => (mayServe(vehicle, stop) ? windowsFor(stop, from, to) : null)),
  };
}

export function mayServe(vehicle: Vehicle, stop: Stop): boolean {
  return stop.location !== null && (stop.vehicleIds?.includes(vehicle.id) ?? true);
}

/** The lunch break as far as it fits the shift: on a half day it is simply not there. */
export function breakRule(vehicle: Vehicle): BreakRule | null {
  if (!vehicle.lunchBreak) return null;
  const { durationSeconds: duration, startWindow } = vehicle.lunchBreak;
  const earliest = Math.max(startWindow[0], vehicle.shift[0]);
  const latest = Math.min(startWindow[1], vehicle.shift[1] - duration);
  return earliest <= latest ? { duration, earliest, latest } : null;
}

function windowsFor(stop: Stop, from: number, to: number): Float64Array | null {
  const windows = clip(startWindows(stop), from, to - stop.serviceSeconds);
  return windows.length === 0 ? null : Float64Array.from(windows.flat());
}

/** One cell, `NO_ROAD` where the table has no number. */
function reading(matrix: RouteProblem['travel']['seconds'], from: number | null, to: number | null): number {
  if (from === null || to === null) return NO_ROAD;
  const value = matrix[from]?.[to];
  return value !== undefined && Number.isFinite(value) ? value : NO_ROAD;
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
