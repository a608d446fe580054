import { ApiProperty } from '@nestjs/swagger';
import { RouteResponse } from './route.response.js';
import { UnassignedResponse } from './route-times.response.js';

export const SKIPPED_REASONS = ['WEEKEND', 'HOLIDAY', 'ABSENT', 'FROZEN'] as const;
export type SkippedReason = (typeof SKIPPED_REASONS)[number];

export class DayWithoutRouteResponse {
  @ApiProperty({ format: 'date' })
  date: string;

  /** FROZEN: it stays as it is. */
  @ApiProperty({ enum: SKIPPED_REASONS, enumName: 'DayWithoutRouteReason' })
  reason: SkippedReason;
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

/** How the plan keeps to the intervals at which clients are to be visited. */
export class WeekCadenceResponse {
  /** Clients who are due by the end of the plan, or soon after. */
  @ApiProperty({ type: 'integer' })
  due: number;

  /** Of these, visited no later than on their day. */
  @ApiProperty({ type: 'integer' })
  onTime: number;

  /** Visited after their day; who was overdue before the plan began is always late. */
  @ApiProperty({ type: 'integer' })
  late: number;

  /** Left out; `unassigned` says why. */
  @ApiProperty({ type: 'integer' })
  left: number;

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

  cadence: WeekCadenceResponse;
}
