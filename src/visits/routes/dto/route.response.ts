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

export class RouteResponse extends RouteSummaryResponse {
  @ApiProperty({ type: [RouteStopResponse] })
  stops: RouteStopResponse[];

  @ApiProperty({ type: RouteBreakResponse, nullable: true })
  lunchBreak: RouteBreakResponse | null;

  /** What the plan leaves out, each with its reason. */
  @ApiProperty({ type: [UnassignedResponse] })
  unassigned: UnassignedResponse[];

  links: RouteLinksResponse;
}
