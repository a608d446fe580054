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
  matrices: { car: { durations: number[][] } };
}

export function vroomRequest(problem: RouteProblem): VroomRequest {
  return {
    vehicles: problem.vehicles.map(vehicleOf),
    jobs: problem.stops.flatMap((stop, id) => jobOf(problem, stop, id)),
    matrices: { car: { durations: whole(problem.travel.seconds) } },
  };
}

function vehicleOf(vehicle: Vehicle, id: number): object {
  const lunch = breakRule(vehicle);
  return {
    id,
    start_index: vehicle.start,
    ...(vehicle.end !== null && { end_index: vehicle.end }),
    time_window: vehicle.shift.map(Math.round),
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
function jobOf(problem: RouteProblem, stop: Stop, id: number): object[] {
  const windows = startWindows(stop);
  if (stop.location === null || windows?.length === 0) return [];
  return [
    {
      id,
      location_index: stop.location,
      service: Math.round(stop.serviceSeconds),
      priority: priorityOf(problem, stop),
      // VROOM's windows bound the start of the service, as ours do here.
      ...(windows && { time_windows: windows.map(([a, b]) => [Math.ceil(a), Math.floor(b)]) }),
    },
  ];
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
