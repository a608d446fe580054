import { ApiProperty } from '@nestjs/swagger';
import {
  IsEnum,
  IsLatitude,
  IsLongitude,
  IsNumber,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateIf,
} from 'class-validator';
import { IsInstant, IsMoney, IsOmittable, Trim } from '../../../platform/http/index.js';
import { VisitCanceller, VisitOutcome } from '../../../platform/prisma/generated/enums.js';
import { Protected } from '../../../platform/field-rules/index.js';

const hasPosition = (body: CheckInDto): boolean =>
  body.latitude !== undefined || body.longitude !== undefined;

/** What happened while the telephone had no network. */
class LateStepDto {
  /**
   * When it was tapped, where that is not now: within the last seven days. Send an Idempotency-Key too. The visit counts
   * at this moment and is marked `recordedLate`.
   */
  @IsOmittable()
  @IsInstant()
  at?: string;
}

/** A position is optional: without one the visit begins UNVERIFIED. It counts only when the agent sends it. */
export class CheckInDto extends LateStepDto {
  /** Degrees. */
  @ValidateIf(hasPosition)
  @IsNumber({}, { message: 'latitude must be a number of degrees, and comes together with longitude' })
  @IsLatitude()
  @ApiProperty({ required: false, minimum: -90, maximum: 90 })
  latitude?: number;

  /** Degrees. */
  @ValidateIf(hasPosition)
  @IsNumber({}, { message: 'longitude must be a number of degrees, and comes together with latitude' })
  @IsLongitude()
  @ApiProperty({ required: false, minimum: -180, maximum: 180 })
  longitude?: number;

  /** Uncertainty of the reading, metres. */
  @IsOmittable()
  @IsNumber()
  @Min(0)
  @Max(100_000)
  accuracyMeters?: number;
}

export class CheckOutDto extends LateStepDto {
  @IsEnum(VisitOutcome)
  @ApiProperty({ enum: VisitOutcome, enumName: 'VisitOutcome' })
  outcome: VisitOutcome;

  /** EUR net of VAT; only with the outcome ORDER. */
  @IsOmittable()
  @IsMoney()
  @Protected('visit.orderAmount')
  orderAmount?: string;

  @IsOptional()
  @Trim()
  @IsString()
  @MaxLength(5000)
  notes?: string | null;

  @IsOptional()
  @Trim()
  @IsString()
  @MaxLength(500)
  nextAction?: string | null;
}

/** Why a visit doesn't take place. */
export class ReasonDto {
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  reason: string;
}

export class CancelDto extends ReasonDto {
  /**
   * Who called it off. What the client cancelled does not count against the adherence to the plan; left out, it counts
   * like what the company cancelled.
   */
  @IsOmittable()
  @IsEnum(VisitCanceller)
  @ApiProperty({ enum: VisitCanceller, enumName: 'VisitCanceller', required: false })
  cancelledBy?: VisitCanceller;
}

export class NoShowDto {
  @IsOptional()
  @Trim()
  @IsString()
  @MaxLength(500)
  reason?: string | null;
}
