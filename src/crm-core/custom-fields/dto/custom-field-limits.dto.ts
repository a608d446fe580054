import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import { IsBusinessDate, IsOmittable } from '../../../platform/http/index.js';
import { MOST_TEXT } from '../domain/custom-field.js';

/** What a field asks of its values; null: no limit. */
export class CustomFieldLimitsDto {
  /** A new row needs a value, and it can't be cleared. */
  @IsOmittable()
  @IsBoolean()
  @ApiProperty({ required: false, default: false })
  required?: boolean;

  /** Of a CHOICE, 1–100. One that rows use can't be taken away: 409 `CHOICE_IN_USE`. */
  @IsOmittable()
  @IsArray()
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsString({ each: true })
  @MinLength(1, { each: true })
  @MaxLength(100, { each: true })
  choices?: string[];

  /** Characters of a TEXT. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST_TEXT)
  @ApiProperty({ type: 'integer', minimum: 1, maximum: MOST_TEXT, nullable: true, required: false })
  minLength?: number | null;

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST_TEXT)
  @ApiProperty({ type: 'integer', minimum: 1, maximum: MOST_TEXT, nullable: true, required: false })
  maxLength?: number | null;

  /** The least NUMBER. */
  @IsOptional()
  @IsNumber()
  minimum?: number | null;

  @IsOptional()
  @IsNumber()
  maximum?: number | null;

  /** The first DATE. */
  @IsOptional()
  @IsBusinessDate()
  @ApiProperty({ type: String, format: 'date', nullable: true, required: false })
  earliest?: string | null;

  @IsOptional()
  @IsBusinessDate()
  @ApiProperty({ type: String, format: 'date', nullable: true, required: false })
  latest?: string | null;
}
