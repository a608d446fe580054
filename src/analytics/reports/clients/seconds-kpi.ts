import { ApiProperty } from '@nestjs/swagger';
import { KpiResponse } from '../overview/kpi.response.js';
import type { ClientFigure } from './client-figures.queries.js';

/** Seconds that clients waited: the median, or what nine of ten waited at most. */
export class SecondsKpiResponse extends KpiResponse {
  @ApiProperty({ enum: ['seconds'] })
  unit: 'seconds';

  /** Null: none of them. Rounded down to the minute in the first hour, to the hour in the first 30 days, to the day after them. */
  @ApiProperty({ type: Number, nullable: true, example: 7200 })
  value: number | null;

  /** How many clients it is of. */
  @ApiProperty({ type: 'integer' })
  count: number;

  @ApiProperty({ type: Number, nullable: true, required: false })
  previous?: number | null;
}

export function secondsKpi(key: string, { valued }: ClientFigure, value: number | null): SecondsKpiResponse {
  return { key, unit: 'seconds', value, count: Number(valued) };
}
