import { breakRule } from '../../domain/break-arc.js';
import {
  isMandatory,
  type Matrix,
  type RouteProblem,
  type Stop,
  type Vehicle,
} from '../../domain/problem.js';
import { startWindows } from '../../domain/start-windows.js';

/** Stands for "no road": VROOM knows no null. Longer than any day. Seconds. */
const NO_ROAD = 1_000_000;

/** The body of VROOM's solve call: ids are places in the problem's lists, so no name leaves the house. */
export interface VroomRequest {
  vehicles: object[];
  jobs: object[];
  matrices: { car: { durations: number[][]; distances: number[][] } };
}

export function vroomRequest(problem: RouteProblem): VroomRequest {
  const permits = permitsOf(problem);
  return {
    vehicles: problem.vehicles.map((vehicle, id) => vehicleOf(vehicle, id, permits)),
    jobs: problem.stops.flatMap((stop, id) => jobOf(problem, stop, id, permits)),
    matrices: { car: { durations: whole(problem.travel.seconds), distances: whole(problem.travel.meters) } },
  };
}

function vehicleOf(vehicle: Vehicle, id: number, permits: Permits): object {
  const lunch = breakRule(vehicle);
  return {
    id,
    start_index: vehicle.start,
    ...(vehicle.end !== null && { end_index: vehicle.end }),
    time_window: vehicle.shift.map(Math.round),
    ...(vehicle.maxMeters !== undefined && { max_distance: Math.floor(vehicle.maxMeters) }),
    skills: [...permits].flatMap(([ids, skill]) => (ids.split(' ').includes(String(id)) ? [skill] : [])),
    ...(lunch && {
      breaks: [
        {
          id,
          time_windows: [[Math.ceil(lunch.earliest), Math.floor(lunch.latest)]],
          service: Math.round(lunch.duration),
        },
      ],
    }),
  };
}

/** None for a stop that nobody could serve: its reason is found without asking. */
function jobOf(problem: RouteProblem, stop: Stop, id: number, permits: Permits): object[] {
  const windows = startWindows(stop);
  if (stop.location === null || windows?.length === 0) return [];
  return [
    {
      id,
      location_index: stop.location,
      service: Math.round(stop.serviceSeconds),
      priority: priorityOf(problem, stop),
      ...(stop.vehicleIds && { skills: [permits.get(groupOf(problem, stop.vehicleIds)) ?? 0] }),
      // VROOM's windows bound the start of the service, as ours do here.
      ...(windows && { time_windows: windows.map(([a, b]) => [Math.ceil(a), Math.floor(b)]) }),
    },
  ];
}

/** VROOM knows skills and no list of vehicles: each group of agents that some stop asks for is a skill of theirs. */
type Permits = ReadonlyMap<string, number>;

function permitsOf(problem: RouteProblem): Permits {
  const groups = problem.stops.flatMap(({ vehicleIds }) =>
    vehicleIds ? [groupOf(problem, vehicleIds)] : [],
  );
  return new Map([...new Set(groups)].map((group, skill) => [group, skill + 1]));
}

function groupOf({ vehicles }: RouteProblem, vehicleIds: readonly string[]): string {
  return vehicles.flatMap(({ id }, number) => (vehicleIds.includes(id) ? [number] : [])).join(' ');
}

/** VROOM maximises the sum of priorities, then serves more, then drives less; with none it serves all that fit. */
function priorityOf({ objective }: RouteProblem, stop: Stop): number {
  if (isMandatory(stop)) return 100;
  return objective === 'MAX_PRIORITY' ? Math.min(99, Math.max(0, Math.round(stop.priority))) : 0;
}

function whole(matrix: Matrix): number[][] {
  return matrix.map((row) =>
    Array.from(row, (value) => (Number.isFinite(value) ? Math.round(value) : NO_ROAD)),
  );
}
