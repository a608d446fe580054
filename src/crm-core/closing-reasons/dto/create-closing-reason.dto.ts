import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsInt, IsString, Matches, Max, MaxLength, Min, MinLength } from 'class-validator';
import { IsOmittable, Trim } from '../../../platform/http/index.js';
import type { Outcome } from '../../opportunities/domain/deal.js';
import { IsOutcome } from './closing-outcome.js';

export class CreateClosingReasonDto {
  @IsOutcome()
  outcome: Outcome;

  /** Unique for its outcome, in capitals: `OUT_OF_RANGE`. It never changes. */
  @IsString()
  @Matches(/^[A-Z][A-Z0-9_]*$/, { message: 'key must be in capitals, such as OUT_OF_RANGE' })
  @MaxLength(40)
  @ApiProperty({ example: 'OUT_OF_RANGE', pattern: '^[A-Z][A-Z0-9_]*$', maxLength: 40 })
  key: string;

  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  labelIt: string;

  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  labelEn: string;

  /** On losing, a note is required with it; on winning it is asked for. */
  @IsOmittable()
  @IsBoolean()
  needsNote?: boolean;

  /** Order in which it is offered, from 1; the others shift. Left out: the last. */
  @IsOmittable()
  @IsInt()
  @Min(1)
  @Max(1000)
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 1000, required: false })
  position?: number;
}
