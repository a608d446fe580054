import { ApiProperty } from '@nestjs/swagger';
import { IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { IsOmittable, Trim, UpperCase } from '../../../platform/http/index.js';
import { Protected } from '../../../platform/field-rules/index.js';
import { IsPrice, IsVatClass } from '../product-validators.js';

export class CreateProductDto {
  /** Letters, digits and `. _ / -`; kept in capitals. */
  @Trim()
  @UpperCase()
  @Matches(/^[A-Z0-9][A-Z0-9._/-]{0,39}$/)
  @ApiProperty({ example: 'LIQ-10-TABAC', maxLength: 40 })
  code: string;

  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  name: string;

  /** What a quantity counts. */
  @IsOmittable()
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(20)
  @ApiProperty({ default: 'pz', required: false })
  unit?: string;

  /** EUR net of VAT for one unit. */
  @IsPrice()
  @Protected('opportunity.amount')
  listPrice: string;

  @IsVatClass()
  vatClass: string;
}
