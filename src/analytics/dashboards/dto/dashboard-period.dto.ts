import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { IsBusinessDate, IsOmittable } from '../../../platform/http/index.js';
import { MOVING_PERIODS } from '../../reports/arithmetic/preset-period.js';

export const PERIOD_PRESETS = [...MOVING_PERIODS, 'CUSTOM'] as const;
export type PeriodPreset = (typeof PERIOD_PRESETS)[number];

/** Which days: those that a preset means on the day of reading, or fixed ones. */
export class DashboardPeriodDto {
  /**
   * Days and ISO weeks, months, quarters and years are whole ones; `…_TO_DATE` and `LAST_…_DAYS` end with today; `NEXT_…_MONTHS` begin
   * with this month; `CUSTOM` is `from` and `to`.
   */
  @IsIn(PERIOD_PRESETS)
  @ApiProperty({ enum: PERIOD_PRESETS, enumName: 'PeriodPreset' })
  preset: PeriodPreset;

  /** Only with `CUSTOM`: the first business day. */
  @IsOmittable()
  @IsBusinessDate()
  @ApiProperty({ format: 'date', required: false })
  from?: string;

  /** Only with `CUSTOM`: the day after the last one. */
  @IsOmittable()
  @IsBusinessDate()
  @ApiProperty({ format: 'date', required: false })
  to?: string;
}
