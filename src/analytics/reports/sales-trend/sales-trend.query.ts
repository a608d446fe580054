import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { IsOmittable } from '../../../platform/http/index.js';
import { INTERVALS, type Interval } from '../arithmetic/period.js';
import { ReportQuery } from '../report.query.js';

export class SalesTrendQuery extends ReportQuery {
  /** Days, ISO weeks (from Monday) or calendar months; 550 of them at most. */
  @IsOmittable()
  @IsIn(INTERVALS)
  @ApiProperty({ enum: INTERVALS, enumName: 'Interval', default: 'month', required: false })
  interval: Interval = 'month';
}
