import { ApiProperty } from '@nestjs/swagger';
import { CountAndAmountResponse, OpenDealsResponse, ReportResponse } from '../report.response.js';

export class ForecastMonthResponse {
  /** First business day of the month that lies in the period. */
  @ApiProperty({ format: 'date' })
  from: string;

  /** The day after its last one. */
  @ApiProperty({ format: 'date' })
  to: string;

  /** Open deals expected to close in the month, today or later. */
  open: OpenDealsResponse;

  /** Deals won in the month so far; never part of the weighted sums. */
  won: CountAndAmountResponse;
}

export class ForecastResponse extends ReportResponse {
  /** Today in Europe/Rome: what was expected before it is overdue. */
  @ApiProperty({ format: 'date' })
  today: string;

  months: ForecastMonthResponse[];

  /** Still open although their expected closing is past, whatever the period. */
  overdue: OpenDealsResponse;

  /** Open without an expected closing. */
  undated: OpenDealsResponse;

  /** Open and expected after today, but not in the period. */
  outside: OpenDealsResponse;

  /** All open deals: the sum of the above. */
  total: OpenDealsResponse;

  /** Won in the period so far. */
  won: CountAndAmountResponse;

  /** With `compare=previous`: won in the period before. */
  @ApiProperty({ type: CountAndAmountResponse, required: false })
  previousWon?: CountAndAmountResponse;
}
