import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { ListQuery } from '../../platform/listing/index.js';

export const MOST_MONTHS = 120;
/** Of the listing, where neither the query nor the setting says how many. */
export const USUAL_MONTHS = 24;

export class SilentProspectQuery extends ListQuery {
  /** Months of silence, 1–120; `PROSPECT_RETENTION_MONTHS` when left out, 24 where that is off. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MOST_MONTHS)
  @ApiProperty({ type: 'integer', minimum: 1, maximum: MOST_MONTHS, required: false })
  months?: number;
}
