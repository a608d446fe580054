import { ApiProperty } from '@nestjs/swagger';
import { IsEnum, IsString, IsUUID, MaxLength, MinLength } from 'class-validator';
import { IsInstant, IsOmittable, Trim } from '../../../platform/http/index.js';
import { LostReason } from '../../../platform/prisma/generated/enums.js';

export class MoveOpportunityDto {
  /** A living stage of the same pipeline. */
  @IsUUID()
  stageId: string;

  /** Needed for a LOST stage. */
  @IsOmittable()
  @IsEnum(LostReason)
  @ApiProperty({ enum: LostReason, enumName: 'LostReason', required: false })
  lostReason?: LostReason;

  /** Needed for the reason OTHER. */
  @IsOmittable()
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(2000)
  lostNote?: string;

  /** When it was won or lost; left out: now. Not in the future, and not before the creation. */
  @IsOmittable()
  @IsInstant()
  @ApiProperty({ type: String, format: 'date-time', required: false })
  closedAt?: string;
}

export class ReopenOpportunityDto {
  /** An open stage of the same pipeline. */
  @IsUUID()
  stageId: string;
}

export class AssignOpportunityDto {
  /** An active user whom your role lets you give it to. */
  @IsUUID()
  ownerId: string;
}
