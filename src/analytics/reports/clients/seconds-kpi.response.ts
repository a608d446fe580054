import { ApiProperty } from '@nestjs/swagger';
import { KpiResponse } from '../overview/kpi.response.js';

/** Seconds that clients waited: the median, or what nine of ten waited at most. */
export class SecondsKpiResponse extends KpiResponse {
  @ApiProperty({ enum: ['seconds'] })
  unit: 'seconds';

  /** Null: none of them. Rounded down: to the minute below an hour, to the hour below 3 days, to the day below 30 days, to 30 days after that. */
  @ApiProperty({ type: Number, nullable: true, example: 7200 })
  value: number | null;

  /** How many clients it is of. */
  @ApiProperty({ type: 'integer' })
  count: number;

  @ApiProperty({ type: Number, nullable: true, required: false })
  previous?: number | null;
}
