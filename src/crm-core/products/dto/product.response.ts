import { ApiProperty } from '@nestjs/swagger';
import { Protected } from '../../../platform/field-rules/index.js';
import { VAT_CLASSES } from '../domain/vat-class.js';

export class ProductResponse {
  @ApiProperty({ format: 'uuid' })
  id: string;

  /** Unique among the products that are not deleted. */
  @ApiProperty({ example: 'LIQ-10-TABAC' })
  code: string;

  name: string;

  /** What a quantity counts. */
  @ApiProperty({ example: 'pz' })
  unit: string;

  /** EUR net of VAT for one unit. */
  @ApiProperty({ example: '4.90' })
  @Protected('opportunity.amount')
  listPrice: string;

  /** A rate in percent, or the nature of an operation without VAT. */
  @ApiProperty({ enum: VAT_CLASSES, enumName: 'VatClass' })
  vatClass: string;

  /** When it left the catalogue: no new line takes it; null: it is sold. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  retiredAt: Date | null;

  @ApiProperty({ type: 'integer' })
  version: number;

  createdAt: Date;

  updatedAt: Date;
}
