import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsEnum, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { IsInstant, IsOmittable, Trim, TrimToNull } from '../../../platform/http/index.js';
import { ConsentChannel, ConsentPurpose } from '../../../platform/prisma/generated/enums.js';

/** A person said yes or no. */
export class CreateConsentDto {
  /** ANY: every channel, those included of which something else was said before. */
  @IsEnum(ConsentChannel)
  @ApiProperty({ enum: ConsentChannel, enumName: 'ConsentChannel' })
  channel: ConsentChannel;

  @IsEnum(ConsentPurpose)
  @ApiProperty({ enum: ConsentPurpose, enumName: 'ConsentPurpose' })
  purpose: ConsentPurpose;

  /** False: refused or withdrawn. */
  @IsBoolean()
  given: boolean;

  /** When the person said so, not in the future; now, when left out. */
  @IsOmittable()
  @IsInstant()
  @ApiProperty({ format: 'date-time', required: false })
  at?: string;

  /** Where it was said, so that it can be shown: `paper form, fair of Bologna`. */
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  @ApiProperty({ example: 'modulo cartaceo, fiera di Bologna' })
  source: string;

  /** The words that the person agreed to. */
  @IsOptional()
  @TrimToNull()
  @IsString()
  @MaxLength(2000)
  wording?: string | null;
}
