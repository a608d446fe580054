import { ApiProperty } from '@nestjs/swagger';
import { Protected } from '../../../platform/field-rules/index.js';
import { PeriodResponse } from '../report.response.js';

/** What every headline figure says about itself; its formula stands under its key in `GET /analytics/definitions`. */
export class KpiResponse {
  @ApiProperty({ example: 'wonCount' })
  key: string;

  /** With `compare=previous`: (value − `previous`) ÷ |`previous`| in percent, also where the figure is a percentage itself; null when `previous` was 0 or null. */
  @ApiProperty({ type: Number, nullable: true, required: false })
  change?: number | null;

  /** The list of the counted rows, as they stood for who owned them then: path and query below `/api/v1`. */
  @ApiProperty({
    required: false,
    example: '/opportunities?status=WON&closedFrom=2017-01-01&closedTo=2018-01-01',
  })
  drillDown?: string;

  /** Of these rows, how many that list does not show, for they belong by now to somebody out of the caller's reach; null: not known, for the caller may list less than the figures tell, or the figure counts clients for who owned them then and the list shows them for who has them now. */
  @ApiProperty({ type: 'integer', nullable: true, required: false })
  notListed?: number | null;
}

export class CountKpiResponse extends KpiResponse {
  @ApiProperty({ enum: ['count'] })
  unit: 'count';

  @ApiProperty({ type: 'integer' })
  value: number;

  @ApiProperty({ type: 'integer', required: false })
  previous?: number;
}

export class MoneyKpiResponse extends KpiResponse {
  @ApiProperty({ enum: ['EUR'] })
  unit: 'EUR';

  @ApiProperty({ example: '10005534.00' })
  value: string;

  @ApiProperty({ required: false })
  previous?: string;
}

/** EUR for each row. */
export class MeanMoneyKpiResponse extends KpiResponse {
  @ApiProperty({ enum: ['EUR'] })
  unit: 'EUR';

  @ApiProperty({ type: String, nullable: true, example: '2360.91' })
  value: string | null;

  /** EUR. */
  numerator: string;

  /** Rows. */
  @ApiProperty({ type: 'integer' })
  denominator: number;

  @ApiProperty({ type: String, nullable: true, required: false })
  previous?: string | null;
}

/** Percent with two decimals, of rows. */
export class RatioKpiResponse extends KpiResponse {
  @ApiProperty({ enum: ['percent'] })
  unit: 'percent';

  @ApiProperty({ type: Number, nullable: true, example: 63.15 })
  value: number | null;

  @ApiProperty({ type: 'integer' })
  numerator: number;

  @ApiProperty({ type: 'integer' })
  denominator: number;

  @ApiProperty({ type: Number, nullable: true, required: false })
  previous?: number | null;

  /** With `compare=previous`: value − `previous` in percentage points; null when one of the two is. */
  @ApiProperty({ type: Number, nullable: true, required: false, example: 19.29 })
  changePoints?: number | null;
}

/** Percent with two decimals, of EUR. */
export class MoneyRatioKpiResponse extends KpiResponse {
  @ApiProperty({ enum: ['percent'] })
  unit: 'percent';

  @ApiProperty({ type: Number, nullable: true, example: 63.15 })
  value: number | null;

  /** EUR. */
  numerator: string;

  /** EUR. */
  denominator: string;

  @ApiProperty({ type: Number, nullable: true, required: false })
  previous?: number | null;

  /** With `compare=previous`: value − `previous` in percentage points; null when one of the two is. */
  @ApiProperty({ type: Number, nullable: true, required: false, example: 19.29 })
  changePoints?: number | null;
}

/** Days of 24 hours with two decimals, for each row. */
export class DaysKpiResponse extends KpiResponse {
  @ApiProperty({ enum: ['days'] })
  unit: 'days';

  @ApiProperty({ type: Number, nullable: true, example: 47.99 })
  value: number | null;

  /** Days altogether. */
  numerator: number;

  /** Rows. */
  @ApiProperty({ type: 'integer' })
  denominator: number;

  @ApiProperty({ type: Number, nullable: true, required: false })
  previous?: number | null;
}

/** Of the deals created in a period, those that are won. */
export class CloseRateKpiResponse extends RatioKpiResponse {
  /** Of those deals, how many may still be won. */
  @ApiProperty({ type: 'integer' })
  stillOpen: number;
}

/** Days of 24 hours with two decimals. */
export class MedianDaysKpiResponse extends KpiResponse {
  @ApiProperty({ enum: ['days'] })
  unit: 'days';

  @ApiProperty({ type: Number, nullable: true, example: 41.5 })
  value: number | null;

  /** Rows. */
  @ApiProperty({ type: 'integer' })
  denominator: number;

  @ApiProperty({ type: Number, nullable: true, required: false })
  previous?: number | null;
}

/** What the pipeline earns each day, were it to go on as it did. */
export class VelocityKpiResponse extends KpiResponse {
  @ApiProperty({ enum: ['EUR/day'] })
  unit: 'EUR/day';

  @ApiProperty({ type: String, nullable: true, example: '1650.33' })
  value: string | null;

  /** Open now. */
  @ApiProperty({ type: 'integer' })
  openDeals: number;

  /** EUR; of the twelve months. */
  @ApiProperty({ type: String, nullable: true })
  @Protected('opportunity.amount')
  averageWonAmount: string | null;

  /** Percent; of the twelve months. */
  @ApiProperty({ type: Number, nullable: true })
  winRate: number | null;

  /** Mean; of the twelve months. */
  @ApiProperty({ type: Number, nullable: true })
  salesCycleDays: number | null;

  /** The twelve months that end with today. */
  trailing: PeriodResponse;
}

/** How much of what the target still lacks is in the pipeline, as in the forecast. */
export class CoverageKpiResponse extends KpiResponse {
  @ApiProperty({ enum: ['percent'] })
  unit: 'percent';

  @ApiProperty({ type: Number, nullable: true, example: 180.5 })
  value: number | null;

  /** EUR: open deals expected to close in the period. */
  numerator: string;

  /** EUR: target − won; null without a target. */
  @ApiProperty({ type: String, nullable: true })
  denominator: string | null;
}

/** How much of the target is won. */
export class AttainmentKpiResponse extends KpiResponse {
  @ApiProperty({ enum: ['percent'] })
  unit: 'percent';

  @ApiProperty({ type: Number, nullable: true, example: 60 })
  value: number | null;

  /** EUR: won in the period. */
  numerator: string;

  /** EUR: the target; null without one. */
  @ApiProperty({ type: String, nullable: true })
  denominator: string | null;
}
