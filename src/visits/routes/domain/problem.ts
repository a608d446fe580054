/**
 * A day (or several) of visits to plan. Every instant is in **seconds on one clock**: for a single day, seconds
 * since local midnight; for several days, day `d` adds 86,400·d. Distances are metres.
 */

/** An interval `[open, close]`, both in seconds on the problem's clock, `open <= close`. */
export type TimeWindow = readonly [open: number, close: number];

/** A square table, row = from, column = to. `Infinity` (or any non-finite value) means that no road exists. */
export type Matrix = readonly ArrayLike<number>[];

export interface TravelMatrix {
  /** Seconds from place i to place j. */
  readonly seconds: Matrix;
  /** Metres from place i to place j. */
  readonly meters: Matrix;
}

/** One of several visits to the same client: they keep their order and their distance. */
export interface SeriesPlace {
  /** The same for all visits of the series. */
  readonly id: string;
  /** From 0; unique within the series. */
  readonly nth: number;
  /** Calendar days that lie between any two visits of the series at least. */
  readonly leastDays: number;
  /** Calendar days after the visit just before it in the series, where that is planned; Infinity: any. */
  readonly mostDays: number;
}

export interface Stop {
  /** Unique among the problem's stops. */
  readonly id: string;
  /** Row of the travel matrix; `null` when the place has no coordinates. */
  readonly location: number | null;
  /** Length of the visit, seconds. */
  readonly serviceSeconds: number;
  /** Opening intervals. Absent: open whenever the agent works. Empty: closed. */
  readonly windows?: readonly TimeWindow[];
  /** True when only the start must lie inside an opening interval; else the whole visit has to fit. */
  readonly mayOverrun?: boolean;
  /**
   * An appointment: the visit starts exactly then. It was agreed with the client, so it overrides `windows`
   * and outranks every visit that is not mandatory.
   */
  readonly fixedStart?: number;
  /** Served before anything optional, whatever its priority. Default: true for appointments. */
  readonly mandatory?: boolean;
  /** 0 (dispensable) … 100 (most valuable). */
  readonly priority: number;
  /** Vehicles that may serve it; absent: all. */
  readonly vehicleIds?: readonly string[];
  /** Two appointments of one series need not keep its distance: they were agreed. */
  readonly series?: SeriesPlace;
}

export interface LunchBreak {
  /** Seconds. */
  readonly durationSeconds: number;
  /** Interval in which the break must start. */
  readonly startWindow: TimeWindow;
}

/** One agent on one day. */
export interface Vehicle {
  /** Unique among the problem's vehicles. */
  readonly id: string;
  /** Row of the travel matrix where the day begins. */
  readonly start: number;
  /** Row of the travel matrix where the day ends; `null`: it ends at the last visit. */
  readonly end: number | null;
  /** The agent leaves `start` no earlier than `shift[0]` and is at `end` no later than `shift[1]`. */
  readonly shift: TimeWindow;
  /** A step of its own, never during a visit. One that has no room inside the shift is not part of this day. */
  readonly lunchBreak?: LunchBreak;
  /** Longest distance of the whole day, metres. */
  readonly maxMeters?: number;
  /** Number of the calendar day, for the distances within a series; absent: that of the shift on the problem's clock. */
  readonly day?: number;
}

const DAY_SECONDS = 86_400;

export function dayOfVehicle({ day, shift }: Vehicle): number {
  return day ?? Math.floor(shift[0] / DAY_SECONDS);
}

/**
 * What a better plan is. Appointments and other mandatory stops always come first.
 * - `MIN_TRAVEL`: serve all that fit, then travel less.
 * - `MAX_VISITS`: serve all that fit, among equals the more valuable ones, then travel less.
 * - `MAX_PRIORITY`: highest sum of priorities, then more visits, then less travel.
 */
export type Objective = 'MIN_TRAVEL' | 'MAX_VISITS' | 'MAX_PRIORITY';

export interface RouteProblem {
  readonly stops: readonly Stop[];
  readonly vehicles: readonly Vehicle[];
  readonly travel: TravelMatrix;
  readonly objective: Objective;
  /** Any integer; the same problem and seed give the same plan unless the wall cap was hit. */
  readonly seed: number;
  /** Where the search begins: stop ids in order, by vehicle. What of it does not fit is placed anew. */
  readonly beginWith?: Readonly<Record<string, readonly string[]>>;
  /** Steps of each search, of which up to 120 stops get three; default `DEFAULT_ITERATIONS`. */
  readonly iterations?: number;
  /**
   * Places looked at, of each search: a measure of work that is the same on every machine. A plan with more clients than
   * room looks at many more of them a step. The search ends, cooled down, with whichever is used up first; default: no limit.
   */
  readonly effort?: number;
  /** Safety stop, milliseconds; default `DEFAULT_WALL_MS`. */
  readonly wallMs?: number;
}

export function isMandatory(stop: Stop): boolean {
  return stop.mandatory ?? stop.fixedStart !== undefined;
}

/** Whether this agent may be sent there at all; times are another matter. */
export function mayServe(vehicle: Vehicle, stop: Stop): boolean {
  return stop.location !== null && (stop.vehicleIds?.includes(vehicle.id) ?? true);
}
