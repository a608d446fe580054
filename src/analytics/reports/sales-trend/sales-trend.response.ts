import { ApiProperty } from '@nestjs/swagger';
import { INTERVALS, type Interval } from '../arithmetic/period.js';
import { CountAndAmountResponse, ReportResponse } from '../report.response.js';

export class TrendPointResponse {
  /** First business day of the point. */
  @ApiProperty({ format: 'date' })
  from: string;

  /** The day after its last one; the first and the last point are cut to the period. */
  @ApiProperty({ format: 'date' })
  to: string;

  /** By the day of creation. */
  created: CountAndAmountResponse;

  /** By the day of closing. */
  won: CountAndAmountResponse;

  /** By the day of closing. */
  lost: CountAndAmountResponse;
}

export class SalesTrendResponse extends ReportResponse {
  @ApiProperty({ enum: INTERVALS, enumName: 'Interval' })
  interval: Interval;

  /** Every day, week or month of the period, those without any deal included. */
  points: TrendPointResponse[];

  /** With `compare=previous`. */
  @ApiProperty({ type: [TrendPointResponse], required: false })
  previousPoints?: TrendPointResponse[];
}
