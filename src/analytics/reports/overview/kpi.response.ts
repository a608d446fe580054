import { ApiProperty } from '@nestjs/swagger';

/** What every headline figure says about itself; its formula stands under its key in `GET /analytics/definitions`. */
export class KpiResponse {
  @ApiProperty({ example: 'wonCount' })
  key: string;

  /** With `compare=previous`: the change against `previous` in percent; null when that was 0 or null. */
  @ApiProperty({ type: Number, nullable: true, required: false })
  change?: number | null;

  /** The list of the counted rows by their present owner, while the figure counts for the owner of then: path and query below `/api/v1`. */
  @ApiProperty({
    required: false,
    example: '/opportunities?status=WON&closedFrom=2017-01-01&closedTo=2018-01-01',
  })
  drillDown?: string;
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
