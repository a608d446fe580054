import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString, IsUUID, MaxLength, MinLength } from 'class-validator';
import { IsOmittable, Trim } from '../../../platform/http/index.js';
import { Protected } from '../../../platform/field-rules/index.js';
import { IsPrice, IsVatClass } from '../../products/product-validators.js';
import { IsPercent, IsQuantity } from '../line-validators.js';

/** What is left out is copied from the product; without a product, description, price and VAT class must be there. */
export class NewLineDto {
  /** Of the catalogue, not retired. Left out: free text. */
  @IsOptional()
  @IsUUID()
  productId?: string | null;

  @IsOmittable()
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(300)
  description?: string;

  @IsQuantity()
  quantity: string;

  /** What the quantity counts. */
  @IsOmittable()
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(20)
  unit?: string;

  /** EUR net of VAT for one unit. */
  @IsOmittable()
  @IsPrice()
  @ApiProperty({ required: false })
  @Protected('opportunity.amount')
  unitPrice?: string;

  /** Percent off the price. */
  @IsOmittable()
  @IsPercent()
  @ApiProperty({ required: false, default: '0' })
  @Protected('opportunity.amount')
  discountPercent?: string;

  @IsOmittable()
  @IsVatClass()
  @ApiProperty({ required: false })
  vatClass?: string;
}

/** A product is not exchanged: remove the line and add another. */
export class UpdateLineDto {
  @IsOmittable()
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(300)
  description?: string;

  @IsOmittable()
  @IsQuantity()
  @ApiProperty({ required: false })
  quantity?: string;

  /** What the quantity counts. */
  @IsOmittable()
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(20)
  unit?: string;

  /** EUR net of VAT for one unit. */
  @IsOmittable()
  @IsPrice()
  @ApiProperty({ required: false })
  @Protected('opportunity.amount')
  unitPrice?: string;

  /** Percent off the price. */
  @IsOmittable()
  @IsPercent()
  @ApiProperty({ required: false })
  @Protected('opportunity.amount')
  discountPercent?: string;

  @IsOmittable()
  @IsVatClass()
  @ApiProperty({ required: false })
  vatClass?: string;
}
