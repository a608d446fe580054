import { ApiProperty } from '@nestjs/swagger';
import type { ViolationType } from '../domain/plan.js';
import {
  RouteBreakResponse,
  RouteLinksResponse,
  RouteStopResponse,
  RouteTotalsResponse,
} from './route-times.response.js';

const VIOLATION_TYPES = [
  'WINDOW',
  'FIXED',
  'SHIFT',
  'BREAK',
  'MAX_DISTANCE',
  'NO_ROAD',
] as const satisfies ViolationType[];

export class RouteViolationResponse {
  @ApiProperty({ enum: VIOLATION_TYPES, enumName: 'RouteViolationType' })
  type: ViolationType;

  /** The stop it concerns; null: the day as a whole. */
  @ApiProperty({ type: 'integer', nullable: true })
  sequence: number | null;

  /** By how much: seconds, or metres for MAX_DISTANCE. */
  @ApiProperty({ type: 'integer' })
  excess: number;

  message: string;
}

/** A day in an order made by hand; nothing of it is stored. */
export class RecalculatedRouteResponse {
  @ApiProperty({ format: 'uuid' })
  routeId: string;

  @ApiProperty({ type: [RouteStopResponse] })
  stops: RouteStopResponse[];

  @ApiProperty({ type: RouteBreakResponse, nullable: true })
  lunchBreak: RouteBreakResponse | null;

  totals: RouteTotalsResponse;

  /** Where these travel times come from; the stored plan's may come from elsewhere. */
  @ApiProperty({ example: 'great-circle-1.3@40kmh' })
  matrixSource: string;

  /** True when the service that should have given the travel times could not. */
  degraded: boolean;

  /** Why. */
  degradedReason: string | null;

  /** The rules that this order breaks; empty: it can be driven. */
  @ApiProperty({ type: [RouteViolationResponse] })
  violations: RouteViolationResponse[];

  links: RouteLinksResponse;
}
