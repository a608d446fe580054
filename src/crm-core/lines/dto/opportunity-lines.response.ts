import { ApiProperty } from '@nestjs/swagger';
import { Protected } from '../../../platform/field-rules/index.js';
import { VAT_CLASSES } from '../../products/domain/vat-class.js';

/** A position of an offer, with what it copied from the product at the time. */
export class LineResponse {
  @ApiProperty({ format: 'uuid' })
  id: string;

  /** null: free text. */
  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  productId: string | null;

  /** The product's code at the time. */
  @ApiProperty({ nullable: true, type: String })
  code: string | null;

  description: string;

  /** What the quantity counts. */
  unit: string;

  @ApiProperty({ example: '12' })
  quantity: string;

  /** EUR net of VAT for one unit. */
  @ApiProperty({ example: '4.90' })
  @Protected('opportunity.amount')
  unitPrice: string;

  /** Percent, 0–100. */
  @ApiProperty({ example: '12.5' })
  @Protected('opportunity.amount')
  discountPercent: string;

  /** A rate in percent, or the nature of an operation without VAT. */
  @ApiProperty({ enum: VAT_CLASSES, enumName: 'VatClass' })
  vatClass: string;

  /** EUR: quantity × price less discount, rounded half up to cents. */
  @ApiProperty({ example: '51.45' })
  @Protected('opportunity.amount')
  net: string;
}

export class VatShareResponse {
  @ApiProperty({ enum: VAT_CLASSES, enumName: 'VatClass' })
  vatClass: string;

  /** Percent; 0 for a nature. */
  @ApiProperty({ type: 'integer' })
  rate: number;

  /** EUR: Σ net of the lines of this class. */
  @ApiProperty({ example: '51.45' })
  @Protected('opportunity.amount')
  net: string;

  /** EUR: the VAT on that sum, rounded half up to cents. */
  @ApiProperty({ example: '11.32' })
  @Protected('opportunity.amount')
  vat: string;
}

export class LineTotalsResponse {
  /** EUR: Σ net of the lines. */
  @ApiProperty({ example: '51.45' })
  @Protected('opportunity.amount')
  net: string;

  /** One for each VAT class, the highest rate first. */
  vat: VatShareResponse[];

  /** EUR. */
  @ApiProperty({ example: '11.32' })
  @Protected('opportunity.amount')
  vatTotal: string;

  /** EUR: net and VAT. */
  @ApiProperty({ example: '62.77' })
  @Protected('opportunity.amount')
  gross: string;
}

/** What is offered in an opportunity. */
export class OpportunityLinesResponse {
  @ApiProperty({ format: 'uuid' })
  opportunityId: string;

  /** The opportunity's, for `If-Match`. */
  @ApiProperty({ type: 'integer' })
  version: number;

  /** EUR net of VAT: the sum of the lines; without lines, what was set by hand. */
  @ApiProperty({ example: '51.45' })
  @Protected('opportunity.amount')
  amount: string;

  /** In their order. */
  lines: LineResponse[];

  totals: LineTotalsResponse;
}
