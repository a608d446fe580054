import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsInt, IsString, Max, MaxLength, Min, MinLength } from 'class-validator';
import { IsOmittable, Trim } from '../../../platform/http/index.js';

/** Outcome and key are no fields to edit: deals name the reason by them. */
export class UpdateClosingReasonDto {
  @IsOmittable()
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  labelIt?: string;

  @IsOmittable()
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  labelEn?: string;

  /** From now on; deals that were lost before are not asked again. */
  @IsOmittable()
  @IsBoolean()
  needsNote?: boolean;

  @IsOmittable()
  @IsInt()
  @Min(1)
  @Max(1000)
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 1000, required: false })
  position?: number;

  /** true: no closing takes it any more; deals that have it keep it. One reason for losing always stays. */
  @IsOmittable()
  @IsBoolean()
  retired?: boolean;
}
