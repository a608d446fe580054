import { ApiProperty } from '@nestjs/swagger';
import { Protected } from '../../../platform/field-rules/index.js';
import { CountAndAmountResponse, OpenDealsResponse, ReportResponse } from '../report.response.js';

/** How near the forecast at the beginning came to what was won. */
export class ForecastAccuracyResponse {
  @ApiProperty({ enum: ['percent'] })
  unit: 'percent';

  /** Percent with two decimals: 1 − |actual − forecast| ÷ actual, below 0 when the forecast was more than twice too high; null until the time is over, when nothing was won, and where nobody knows the forecast. */
  @ApiProperty({ type: Number, nullable: true, example: 91.25 })
  @Protected('opportunity.amount')
  value: number | null;

  /** The business day of the snapshot: the first of the time, taken in its first week; null: none was taken then, the time is not made of whole months, or has not begun. */
  @ApiProperty({ type: String, format: 'date', nullable: true })
  asOf: string | null;

  /** EUR: weighted pipeline of that snapshot expected to close in the time, and what had been won in it before. */
  @ApiProperty({ type: String, nullable: true, example: '21000.00' })
  @Protected('opportunity.amount')
  forecast: string | null;

  /** EUR: won in the time so far. */
  @ApiProperty({ example: '19311.00' })
  @Protected('opportunity.amount')
  actual: string;
}

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

  /** Of the month's forecast at its beginning. */
  accuracy: ForecastAccuracyResponse;
}

/** How much of what the target still lacks is in the pipeline. */
export class CoverageResponse {
  @ApiProperty({ enum: ['percent'] })
  unit: 'percent';

  /** Percent with two decimals; null where there is no target, or it is reached. */
  @ApiProperty({ type: Number, nullable: true, example: 180.5 })
  @Protected('opportunity.amount')
  value: number | null;

  /** EUR: open deals expected to close in the period, overdue ones too. */
  @ApiProperty({ example: '36100.00' })
  @Protected('opportunity.amount')
  numerator: string;

  /** EUR: target − won; null without a target. */
  @ApiProperty({ type: String, nullable: true, example: '20000.00' })
  @Protected('opportunity.amount')
  denominator: string | null;

  /** EUR: Σ of the targets of the months; null where none is set, the period is not made of whole months, or one pipeline is asked for: targets are for all of them. */
  @ApiProperty({ type: String, nullable: true, example: '50000.00' })
  @Protected('opportunity.amount')
  target: string | null;

  /** EUR: won in the period so far. */
  @ApiProperty({ example: '30000.00' })
  @Protected('opportunity.amount')
  won: string;

  /** Target attainment: `won` ÷ `target` in percent with two decimals; null without a target, or when it is 0. */
  @ApiProperty({ type: Number, nullable: true, example: 60 })
  @Protected('opportunity.amount')
  attainment: number | null;

  /** The list of the open deals: path and query below `/api/v1`. */
  @ApiProperty({
    required: false,
    example: '/opportunities?status=OPEN&expectedFrom=2026-11-01&expectedTo=2026-12-01',
  })
  drillDown?: string;

  /** Of these rows, how many that list does not show; null: not known, for the caller may list less than the figures tell. */
  @ApiProperty({ type: 'integer', nullable: true, required: false })
  notListed?: number | null;
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

  /** Open and expected today or later, but not in the period. */
  outside: OpenDealsResponse;

  /** All open deals: the sum of the above. */
  total: OpenDealsResponse;

  /** Pipeline coverage of the period. */
  coverage: CoverageResponse;

  /** Of the forecast of the whole period at its beginning. */
  accuracy: ForecastAccuracyResponse;

  /** Won in the period so far. */
  won: CountAndAmountResponse;

  /** With `compare=previous`: won in the period before. */
  @ApiProperty({ type: CountAndAmountResponse, required: false })
  previousWon?: CountAndAmountResponse;
}
