import { Type } from 'class-transformer';
import { ApiProperty } from '@nestjs/swagger';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min, MinLength } from 'class-validator';
import { Trim } from '../../../platform/http/index.js';
import { LONGEST_TAG } from '../domain/tag.js';

export class TagListQuery {
  /** The beginning of a tag, case and accents aside. */
  @IsOptional()
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(LONGEST_TAG)
  q?: string;

  /** The most used ones, 1–500. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(500)
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 500, default: 100, required: false })
  limit = 100;
}
