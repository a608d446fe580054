import { ApiProperty, OmitType } from '@nestjs/swagger';
import { IsBusinessDate, IsOmittable } from '../../../platform/http/index.js';
import { ReportQuery } from '../report.query.js';

/** A forecast looks ahead, where the other reports look back. */
export class ForecastQuery extends OmitType(ReportQuery, ['from', 'to']) {
  /** First business day, `YYYY-MM-DD`; when left out, the first day of this month, or with `to` the day 365 days before it. */
  @IsOmittable()
  @IsBusinessDate()
  @ApiProperty({ format: 'date', required: false })
  from?: string;

  /** The day after the last one; when left out, the end of the eleven months after this one, or after that of a later `from`. */
  @IsOmittable()
  @IsBusinessDate()
  @ApiProperty({ format: 'date', required: false })
  to?: string;
}
