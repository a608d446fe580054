import { ApiProperty } from '@nestjs/swagger';
import { KpiResponse } from '../overview/kpi.response.js';

const UNITS = ['seconds', 'km', 'visits per day'] as const;
export type MeanUnit = (typeof UNITS)[number];

/** So much for each row. */
export class MeanKpiResponse extends KpiResponse {
  @ApiProperty({ enum: UNITS, enumName: 'MeanKpiUnit' })
  unit: MeanUnit;

  /** Whole seconds; kilometres and visits with two decimals. */
  @ApiProperty({ type: Number, nullable: true, example: 1530 })
  value: number | null;

  /** Altogether, in the same unit. */
  numerator: number;

  @ApiProperty({ type: 'integer' })
  denominator: number;

  @ApiProperty({ type: Number, nullable: true, required: false })
  previous?: number | null;
}

/** Of so many rows the one in the middle. */
export class MedianKpiResponse extends KpiResponse {
  @ApiProperty({ enum: ['seconds'] })
  unit: 'seconds';

  /** The median of whole minutes: exact, and a multiple of thirty seconds. */
  @ApiProperty({ type: Number, nullable: true, example: 1500 })
  value: number | null;

  /** Rows. */
  @ApiProperty({ type: 'integer' })
  denominator: number;

  @ApiProperty({ type: Number, nullable: true, required: false })
  previous?: number | null;
}
