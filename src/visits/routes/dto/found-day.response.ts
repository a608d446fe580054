import { ApiProperty } from '@nestjs/swagger';
import { DAYS_OFF, type DayOffCode } from '../../working-days/agent-calendar.js';
import { UNASSIGNED_CODES, type UnassignedCode } from '../domain/plan.js';

export class FoundDayResponse {
  @ApiProperty({ format: 'date' })
  date: string;

  /** When the visit would start; of the day where `visitId` stands, when it does. */
  scheduledAt: Date;

  /** Its place among the visits of that day, from 1. */
  @ApiProperty({ type: 'integer' })
  sequence: number;

  /** Driving and waiting that the day has more with it. */
  @ApiProperty({ type: 'integer' })
  addedMinutes: number;

  /** Driving alone. */
  @ApiProperty({ type: 'integer' })
  addedTravelSeconds: number;

  @ApiProperty({ type: 'integer' })
  addedTravelMeters: number;

  /** Driving of the whole day, this visit included. */
  @ApiProperty({ type: 'integer' })
  travelSeconds: number;

  /** The same in metres. */
  @ApiProperty({ type: 'integer' })
  travelMeters: number;
}

const DAY_OUT_CODES = [...DAYS_OFF, ...UNASSIGNED_CODES] as const;
export type DayOutCode = DayOffCode | UnassignedCode;

export class DayOutResponse {
  @ApiProperty({ format: 'date' })
  date: string;

  /** Closed, full, or a day off. */
  @ApiProperty({ enum: DAY_OUT_CODES, enumName: 'DayOutCode' })
  code: DayOutCode;

  /** The same for people. */
  message: string;
}

export class FoundDaysResponse {
  @ApiProperty({ format: 'uuid' })
  agentId: string;

  @ApiProperty({ format: 'uuid' })
  clientId: string;

  /** The day that costs least first; of equals the earlier. */
  @ApiProperty({ type: [FoundDayResponse] })
  days: FoundDayResponse[];

  /** Days on which it does not go, by date, with the reason. */
  @ApiProperty({ type: [DayOutResponse] })
  out: DayOutResponse[];

  /** Where travel times come from. */
  @ApiProperty({ example: 'great-circle-1.3@40kmh' })
  matrixSource: string;
}
