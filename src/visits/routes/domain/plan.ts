/** What the engine answers. Instants in seconds on the problem's clock, distances in metres. */

export interface PlannedStop {
  readonly stopId: string;
  readonly arrival: number;
  /** Time at the door before the visit starts, a lunch break taken there not counted. */
  readonly waitingSeconds: number;
  readonly serviceStart: number;
  readonly departure: number;
  /** From the place before. */
  readonly travelSeconds: number;
  readonly travelMeters: number;
}

export interface PlannedBreak {
  readonly start: number;
  readonly end: number;
  /** Index in `stops` of the visit that comes next; `stops.length` when it is the last step of the day. */
  readonly beforeStop: number;
  /** Where: at the place just left (`BEFORE_TRAVEL`) or at the one just reached (`AFTER_TRAVEL`). */
  readonly taken: 'BEFORE_TRAVEL' | 'AFTER_TRAVEL';
}

export type ViolationType = 'WINDOW' | 'FIXED' | 'SHIFT' | 'BREAK' | 'MAX_DISTANCE' | 'NO_ROAD';

export interface Violation {
  readonly type: ViolationType;
  /** The stop it concerns; null for the day as a whole. */
  readonly stopId: string | null;
  /** How much: seconds, or metres for MAX_DISTANCE; 0 where no amount makes sense. */
  readonly excess: number;
  readonly message: string;
}

export interface PlannedRoute {
  readonly vehicleId: string;
  /** When to leave the start: as late as the first visit allows. */
  readonly departure: number;
  readonly stops: readonly PlannedStop[];
  readonly lunchBreak: PlannedBreak | null;
  /** Last leg, back to the end; zero on an open route. */
  readonly returnSeconds: number;
  readonly returnMeters: number;
  /** When the day is over: at the end, a break taken there included. */
  readonly end: number;
  readonly totals: RouteTotals;
  /** Empty for every route that the engine made itself. */
  readonly violations: readonly Violation[];
}

export interface RouteTotals {
  readonly visits: number;
  readonly priority: number;
  readonly travelSeconds: number;
  readonly travelMeters: number;
  readonly serviceSeconds: number;
  readonly waitingSeconds: number;
}

export const UNASSIGNED_CODES = [
  'NO_COORDINATES',
  'CLOSED_THAT_DAY',
  'WINDOW_UNREACHABLE',
  'OUTSIDE_SHIFT',
  'TOO_LONG_FOR_DAY',
  'NO_ROOM',
  'LOWER_PRIORITY',
] as const;

export type UnassignedCode = (typeof UNASSIGNED_CODES)[number];

export interface UnassignedStop {
  readonly stopId: string;
  readonly code: UnassignedCode;
  /** English, for the agent. */
  readonly message: string;
  /** Only with NO_ROOM: how many minutes are missing at the best place for it. */
  readonly minutesShort?: number;
}

/** `WALL_CLOCK` means that the plan depends on how busy the machine was: it may differ on another run. */
export type StopReason = 'ITERATIONS' | 'WALL_CLOCK';

export interface RoutePlan {
  /** One per vehicle, in the problem's order; a vehicle without visits has an empty route. */
  readonly routes: readonly PlannedRoute[];
  readonly unassigned: readonly UnassignedStop[];
  readonly totals: RouteTotals;
  readonly seed: number;
  readonly iterations: number;
  readonly stoppedBy: StopReason;
}
