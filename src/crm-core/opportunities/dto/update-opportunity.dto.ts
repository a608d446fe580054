import { ApiProperty } from '@nestjs/swagger';
import {
  IsBoolean,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import { IsBusinessDate, IsMoney, IsOmittable, Trim } from '../../../platform/http/index.js';
import { IsCustomValues } from '../../custom-fields/custom-values.decorator.js';
import { Protected } from '../../../platform/field-rules/index.js';

/**
 * Stage, status and closing date are no fields to edit: they change by `move` and `reopen`, the owner by `assign`. What
 * was said at a closing can be corrected.
 */
export class UpdateOpportunityDto {
  @IsOmittable()
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  title?: string;

  /** null: none, while the opportunity is not won. */
  @IsOptional()
  @IsUUID()
  clientId?: string | null;

  /** EUR net of VAT; of an opportunity with lines it is their sum, and another is refused (409 `AMOUNT_OF_LINES`). */
  @IsOmittable()
  @IsMoney()
  @ApiProperty({ required: false })
  @Protected('opportunity.amount')
  amount?: string;

  /** Percent, 0–100, by hand from now on; null: it follows the stage again. Open opportunities only. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(100)
  @ApiProperty({ type: 'integer', minimum: 0, maximum: 100, nullable: true, required: false })
  probability?: number | null;

  /** false: it follows the stage again; true: it stays as it is from now on, whatever the stage. Open opportunities only. */
  @IsOmittable()
  @IsBoolean()
  probabilityOverridden?: boolean;

  @IsOptional()
  @IsBusinessDate()
  @ApiProperty({ type: String, format: 'date', nullable: true, required: false })
  expectedCloseDate?: string | null;

  @IsOptional()
  @Trim()
  @IsString()
  @MaxLength(100)
  source?: string | null;

  /** Of a lost opportunity: corrects why, to the `key` of a living reason. */
  @IsOmittable()
  @IsString()
  @MaxLength(40)
  @ApiProperty({ example: 'PRICE', required: false })
  lostReason?: string;

  /** Of a lost opportunity; null takes it back, unless its reason needs one. */
  @IsOptional()
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(2000)
  lostNote?: string | null;

  /** Of a lost opportunity: who got the order instead. */
  @IsOptional()
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  competitor?: string | null;

  /** Of a won opportunity: answers what was left out when it was won, or corrects it. */
  @IsOptional()
  @IsString()
  @MaxLength(40)
  @ApiProperty({ type: String, example: 'SERVICE', nullable: true, required: false })
  wonReason?: string | null;

  /** Of a won opportunity. */
  @IsOptional()
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(2000)
  wonNote?: string | null;

  @IsCustomValues()
  custom?: Record<string, unknown>;
}
