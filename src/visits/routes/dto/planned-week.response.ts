import { ApiProperty } from '@nestjs/swagger';
import { DAYS_OFF } from '../../working-days/agent-calendar.js';
import { OUTSIDE_CODES, type OutsideCode } from '../week/cadence-kept.js';
import { RouteResponse } from './route.response.js';
import { UnassignedResponse } from './route-times.response.js';

export const SKIPPED_REASONS = [...DAYS_OFF, 'FROZEN', 'SHIFT_OVER'] as const;
export type SkippedReason = (typeof SKIPPED_REASONS)[number];

export class DayWithoutRouteResponse {
  @ApiProperty({ format: 'date' })
  date: string;

  /** DAY_OFF: a weekday that the agent’s working hours leave out. FROZEN: it stays as it is. SHIFT_OVER: nothing is left of it at `now`. */
  @ApiProperty({ enum: SKIPPED_REASONS, enumName: 'DayWithoutRouteReason' })
  reason: SkippedReason;

  /** The same for people; a holiday by its name. */
  @ApiProperty({ example: 'A holiday in all of Italy: Epifania.' })
  message: string;
}

export class RefusedDayResponse {
  @ApiProperty({ format: 'date' })
  date: string;

  /** As of the same problem of a single day: `VISIT_OVERLAP`, `PLAN_OUTDATED`. */
  @ApiProperty({ example: 'VISIT_OVERLAP' })
  code: string;

  /** The same for people. */
  message: string;
}

/** A visit of the calendar whose client is closed at its time. */
export class ClosedDoorResponse {
  @ApiProperty({ format: 'uuid' })
  visitId: string;

  @ApiProperty({ format: 'uuid' })
  clientId: string;

  @ApiProperty({ format: 'date' })
  date: string;

  /** When the client is open that day, for people. */
  @ApiProperty({ example: 'The client is open 09:00–12:30 and 15:00–19:00 that day.' })
  message: string;
}

/** A client whom the plan does not keep within its interval. */
export class OutsideCadenceResponse {
  @ApiProperty({ format: 'uuid' })
  clientId: string;

  /** The first day by which a visit does not come. */
  @ApiProperty({ format: 'date' })
  dueOn: string;

  /** When it comes instead; null: not in this plan. */
  @ApiProperty({ format: 'date', type: String, nullable: true })
  visitedOn: string | null;

  /**
   * As in `unassigned`, for the days up to `dueOn`. ALREADY_OVERDUE: it was due before the plan begins. PLANNED_LATER: the
   * visit of the calendar comes after that day.
   */
  @ApiProperty({ enum: OUTSIDE_CODES, enumName: 'OutsideCadenceCode' })
  code: OutsideCode;

  /** The same for people. */
  message: string;
}

/** How the plan keeps to the intervals at which clients are to be visited. */
export class WeekCadenceResponse {
  /** Clients who are due by the end of the plan, or visited in it because they are due soon after. */
  @ApiProperty({ type: 'integer' })
  due: number;

  /** Of these, kept within their interval all through the plan: no visit comes later than it is due. */
  @ApiProperty({ type: 'integer' })
  onTime: number;

  /** Visited, but after the day; who was overdue before the plan began is always late. */
  @ApiProperty({ type: 'integer' })
  late: number;

  /** A visit is missing; `outside` says why. */
  @ApiProperty({ type: 'integer' })
  left: number;

  /** Visits to be made that keep all of them within their intervals; a short interval needs several in one plan. */
  @ApiProperty({ type: 'integer' })
  visitsNeeded: number;

  /** Who is late or left, and why, the earliest day first. */
  @ApiProperty({ type: [OutsideCadenceResponse] })
  outside: OutsideCadenceResponse[];

  /** Whether still more clients are due than one plan takes. */
  moreDue: boolean;
}

export class PlannedWeekResponse {
  @ApiProperty({ format: 'uuid' })
  agentId: string;

  /** One for each planned day, stored like the plan of a single day. */
  @ApiProperty({ type: [RouteResponse] })
  routes: RouteResponse[];

  /** Whom the plan leaves out on all days, each with the reason. */
  @ApiProperty({ type: [UnassignedResponse] })
  unassigned: UnassignedResponse[];

  /** Days between the first and the last that have no route. */
  @ApiProperty({ type: [DayWithoutRouteResponse] })
  skipped: DayWithoutRouteResponse[];

  /** With `commit`: days that could not be written into the calendar. Their routes are kept, not committed. */
  @ApiProperty({ type: [RefusedDayResponse] })
  refused: RefusedDayResponse[];

  /** Visits of the calendar keep their time; these stand where their client is closed: move or cancel them. */
  @ApiProperty({ type: [ClosedDoorResponse] })
  closedDoors: ClosedDoorResponse[];

  cadence: WeekCadenceResponse;
}
