import { ApiProperty } from '@nestjs/swagger';
import { UNASSIGNED_CODES, type UnassignedCode } from '../domain/plan.js';

export class RouteStopResponse {
  /** Null: the client has no visit yet. */
  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  visitId: string | null;

  @ApiProperty({ format: 'uuid' })
  clientId: string;

  /** From 1. */
  @ApiProperty({ type: 'integer' })
  sequence: number;

  arrival: Date;

  /** At the door, a lunch break there not counted. */
  @ApiProperty({ type: 'integer' })
  waitingSeconds: number;

  serviceStart: Date;

  departure: Date;

  /** From the place before. */
  @ApiProperty({ type: 'integer' })
  travelSeconds: number;

  /** From the place before. */
  @ApiProperty({ type: 'integer' })
  travelMeters: number;
}

export class RouteBreakResponse {
  start: Date;

  end: Date;

  /** The sequence of the stop that comes next; one more than the last stop's when none does. */
  @ApiProperty({ type: 'integer' })
  beforeSequence: number;

  /** At the place just left, or at the one just reached. */
  @ApiProperty({ enum: ['BEFORE_TRAVEL', 'AFTER_TRAVEL'] })
  taken: 'BEFORE_TRAVEL' | 'AFTER_TRAVEL';
}

export class RouteTotalsResponse {
  @ApiProperty({ type: 'integer' })
  visits: number;

  /** Sum over the visits, 0–100 each. */
  @ApiProperty({ type: 'integer' })
  priority: number;

  /** The way back included. */
  @ApiProperty({ type: 'integer' })
  travelSeconds: number;

  /** The way back included. */
  @ApiProperty({ type: 'integer' })
  travelMeters: number;

  /** Time with clients. */
  @ApiProperty({ type: 'integer' })
  serviceSeconds: number;

  @ApiProperty({ type: 'integer' })
  waitingSeconds: number;

  /** Leaving the start, as late as the first visit allows. */
  departure: Date;

  /** The day is over. */
  end: Date;

  /** From the last visit to the end. */
  @ApiProperty({ type: 'integer' })
  returnSeconds: number;

  /** From the last visit to the end. */
  @ApiProperty({ type: 'integer' })
  returnMeters: number;
}

export class UnassignedResponse {
  @ApiProperty({ format: 'uuid' })
  clientId: string;

  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  visitId: string | null;

  /** Why it is not in the plan. */
  @ApiProperty({ enum: UNASSIGNED_CODES, enumName: 'UnassignedCode' })
  code: UnassignedCode;

  /** The same for people. */
  message: string;

  /** Only with NO_ROOM: what is missing at the best place for it. */
  @ApiProperty({ type: 'integer', required: false })
  minutesShort?: number;
}

export class WazeLinkResponse {
  @ApiProperty({ type: 'integer' })
  sequence: number;

  @ApiProperty({ format: 'uuid' })
  clientId: string;

  @ApiProperty({ format: 'uri' })
  url: string;
}

/** Links that open a navigation app. */
export class RouteLinksResponse {
  /** Directions in Google Maps; a day of more than nine stops is split into legs. */
  @ApiProperty({ type: [String] })
  googleMaps: string[];

  /** Waze, one link for each stop. */
  @ApiProperty({ type: [WazeLinkResponse] })
  waze: WazeLinkResponse[];
}
