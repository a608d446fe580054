import { ApiProperty } from '@nestjs/swagger';
import { RouteObjective } from '../../../platform/prisma/generated/enums.js';
import {
  RouteBreakResponse,
  RouteLinksResponse,
  RouteStopResponse,
  RouteTotalsResponse,
  UnassignedResponse,
} from './route-times.response.js';

export class RouteSummaryResponse {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  agentId: string;

  /** A day in Rome. */
  @ApiProperty({ format: 'date' })
  date: string;

  @ApiProperty({ enum: RouteObjective, enumName: 'RouteObjective' })
  objective: RouteObjective;

  /** Who made the plan: `in-process` or a service's name. */
  @ApiProperty({ example: 'in-process' })
  engine: string;

  /** True when the service that should have planned, or given the travel times, could not. */
  degraded: boolean;

  /** Why. */
  degradedReason: string | null;

  /** Where travel times come from. */
  @ApiProperty({ example: 'great-circle-1.3@40kmh' })
  matrixSource: string;

  /** The same request and seed give the same plan. */
  @ApiProperty({ type: 'integer' })
  seed: number;

  /** Whether the plan was written into the calendar. */
  committed: boolean;

  @ApiProperty({ format: 'uuid' })
  createdById: string;

  createdAt: Date;

  totals: RouteTotalsResponse;
}

/** What the plan does to the calendar of its day as it stood. */
export class RouteChangesResponse {
  /** Visits that stay within a minute of their time. */
  @ApiProperty({ type: 'integer' })
  kept: number;

  /** Visits that change their time. */
  @ApiProperty({ type: 'integer' })
  moved: number;

  /** By how much, all of them together. */
  @ApiProperty({ type: 'integer' })
  minutesMoved: number;

  /** Visits of that day without a place in the plan; `unassigned` says why. */
  @ApiProperty({ type: 'integer' })
  dropped: number;

  /** Stops that did not stand in the calendar of that day. */
  @ApiProperty({ type: 'integer' })
  added: number;
}

export class RouteResponse extends RouteSummaryResponse {
  @ApiProperty({ type: [RouteStopResponse] })
  stops: RouteStopResponse[];

  @ApiProperty({ type: RouteBreakResponse, nullable: true })
  lunchBreak: RouteBreakResponse | null;

  /** What the plan leaves out, each with its reason. */
  @ApiProperty({ type: [UnassignedResponse] })
  unassigned: UnassignedResponse[];

  /** Null where a plan of several days was made: that one moves nothing. */
  @ApiProperty({ type: RouteChangesResponse, nullable: true })
  changes: RouteChangesResponse | null;

  links: RouteLinksResponse;
}
