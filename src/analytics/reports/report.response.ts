import { ApiProperty } from '@nestjs/swagger';
import { BUSINESS_ZONE } from '../../platform/time/rome.js';
import { DEFINITION_VERSION } from '../definitions/kpi-definitions.js';
import { Protected } from '../../platform/field-rules/index.js';

export class PeriodResponse {
  /** First business day. */
  @ApiProperty({ format: 'date' })
  from: string;

  /** The day after the last one. */
  @ApiProperty({ format: 'date' })
  to: string;

  @ApiProperty({ type: 'integer' })
  days: number;
}

/** What every report says about itself. */
export class ReportResponse {
  period: PeriodResponse;

  /** With `compare=previous`: the period of as many days before. */
  @ApiProperty({ type: PeriodResponse, required: false })
  previousPeriod?: PeriodResponse;

  /** Where the business days of the period begin and end. */
  @ApiProperty({ example: BUSINESS_ZONE })
  timeZone: string;

  /** The currency of all amounts, which are net of VAT. */
  @ApiProperty({ example: 'EUR' })
  currency: string;

  /** The figures are those of this moment; null before the first refresh. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  computedAt: Date | null;

  /** Of the formulas, see `GET /analytics/definitions`. */
  @ApiProperty({ example: DEFINITION_VERSION })
  definitionVersion: string;
}

/** A number of rows and what they are worth. */
export class CountAndAmountResponse {
  @ApiProperty({ type: 'integer' })
  count: number;

  /** EUR. */
  @ApiProperty({ example: '1134672.00' })
  @Protected('opportunity.amount')
  amount: string;

  /** The list of the counted rows, as they stood for who owned them then: path and query below `/api/v1`. */
  @ApiProperty({
    required: false,
    example: '/opportunities?status=WON&closedFrom=2017-03-01&closedTo=2017-04-01',
  })
  drillDown?: string;

  /** Of these rows, how many that list does not show, for they belong by now to somebody out of the caller's reach; null: not known, for the caller may list less than the figures tell. */
  @ApiProperty({ type: 'integer', nullable: true, required: false })
  notListed?: number | null;
}

/** Open deals. */
export class OpenDealsResponse extends CountAndAmountResponse {
  /** EUR: Σ amount × probability. */
  @ApiProperty({ example: '56733.60' })
  @Protected('opportunity.amount')
  weighted: string;
}
