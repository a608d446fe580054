import { ApiProperty } from '@nestjs/swagger';
import { IsEnum, IsOptional, IsString, IsUUID, MaxLength, MinLength } from 'class-validator';
import { IsInstant, IsOmittable, Trim } from '../../../platform/http/index.js';
import { ActivityType } from '../../../platform/prisma/generated/enums.js';
import { ActivityPlanDto } from './activity-plan.dto.js';

export class CreateActivityDto extends ActivityPlanDto {
  @IsEnum(ActivityType)
  @ApiProperty({ enum: ActivityType, enumName: 'ActivityType' })
  type: ActivityType;

  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  subject: string;

  @IsOptional()
  @IsString()
  @MaxLength(20_000)
  body?: string | null;

  /** Left out with an opportunity: the client of that. */
  @IsOptional()
  @IsUUID()
  clientId?: string | null;

  /** One of the same client. */
  @IsOptional()
  @IsUUID()
  opportunityId?: string | null;

  /** When it is to be done. */
  @IsOptional()
  @IsInstant()
  @ApiProperty({ type: String, format: 'date-time', nullable: true, required: false })
  dueAt?: string | null;

  /** When it was done, for what is told afterwards; not in the future. A note is done when it is written. */
  @IsOptional()
  @IsInstant()
  @ApiProperty({ type: String, format: 'date-time', nullable: true, required: false })
  doneAt?: string | null;

  /** Who is to do it, or did it. Left out: yourself. */
  @IsOmittable()
  @IsUUID()
  ownerId?: string;
}
