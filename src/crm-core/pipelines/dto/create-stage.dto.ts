import { ApiProperty } from '@nestjs/swagger';
import { IsEnum, IsInt, IsOptional, IsString, Max, MaxLength, Min, MinLength } from 'class-validator';
import { IsOmittable, Trim } from '../../../platform/http/index.js';
import { StageKind } from '../../../platform/prisma/generated/enums.js';

/** A stage of a new pipeline; its place in the array is its position. */
export class NewStageDto {
  /** Unique in its pipeline. */
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  name: string;

  /** Whether deals in it are open, won or lost. */
  @IsEnum(StageKind)
  @ApiProperty({ enum: StageKind, enumName: 'StageKind' })
  kind: StageKind;

  /** Percent, 0–100: what deals in it are expected to be won at. Won stages have 100, lost ones 0. */
  @IsOmittable()
  @IsInt()
  @Min(0)
  @Max(100)
  @ApiProperty({ type: 'integer', minimum: 0, maximum: 100, required: false, default: 0 })
  probability?: number;

  /** Days without a sign of life after which a deal in it counts as rotten. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(3650)
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 3650, nullable: true, required: false })
  rottenAfterDays?: number | null;
}

export class CreateStageDto extends NewStageDto {
  /** From 1; those from there on shift by one. Left out: after the last stage of its kind. */
  @IsOmittable()
  @IsInt()
  @Min(1)
  @Max(100)
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 100, required: false })
  position?: number;
}
