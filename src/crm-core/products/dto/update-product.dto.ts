import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { IsOmittable, Trim, UpperCase } from '../../../platform/http/index.js';
import { Protected } from '../../../platform/field-rules/index.js';
import { IsPrice, IsVatClass } from '../product-validators.js';

/** Lines that were made before keep what they copied. */
export class UpdateProductDto {
  @IsOmittable()
  @Trim()
  @UpperCase()
  @Matches(/^[A-Z0-9][A-Z0-9._/-]{0,39}$/)
  @ApiProperty({ example: 'LIQ-10-TABAC', maxLength: 40, required: false })
  code?: string;

  @IsOmittable()
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  name?: string;

  /** What a quantity counts. */
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
  listPrice?: string;

  @IsOmittable()
  @IsVatClass()
  @ApiProperty({ required: false })
  vatClass?: string;

  /** true: no new line takes it; false: it is sold again. */
  @IsOmittable()
  @IsBoolean()
  retired?: boolean;
}
