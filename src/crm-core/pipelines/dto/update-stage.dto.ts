import { ApiProperty } from '@nestjs/swagger';
import {
  IsBoolean,
  IsEnum,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import { IsOmittable, Trim } from '../../../platform/http/index.js';
import { StageKind } from '../../../platform/prisma/generated/enums.js';

export class UpdateStageDto {
  @IsOmittable()
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  name?: string;

  /** From 1; the others shift. */
  @IsOmittable()
  @IsInt()
  @Min(1)
  @Max(100)
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 100, required: false })
  position?: number;

  /** Percent, 0–100. Open deals in the stage follow, unless theirs was set by hand. */
  @IsOmittable()
  @IsInt()
  @Min(0)
  @Max(100)
  @ApiProperty({ type: 'integer', minimum: 0, maximum: 100, required: false })
  probability?: number;

  /** Only while no deal has ever been in the stage. */
  @IsOmittable()
  @IsEnum(StageKind)
  @ApiProperty({ enum: StageKind, enumName: 'StageKind', required: false })
  kind?: StageKind;

  /** Days; null: deals in it never rot. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(3650)
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 3650, nullable: true, required: false })
  rottenAfterDays?: number | null;

  /** true: no deal enters it any more, its history stays. Open deals in it need `moveTo`. false: it comes back, at the end. */
  @IsOmittable()
  @IsBoolean()
  retired?: boolean;

  /** With `retired: true`: the open stage of the same pipeline to which the open deals in it go. */
  @IsOmittable()
  @IsUUID()
  moveTo?: string;
}
