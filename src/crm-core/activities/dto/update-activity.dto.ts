import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString, IsUUID, MaxLength, MinLength } from 'class-validator';
import { IsInstant, IsOmittable, Trim } from '../../../platform/http/index.js';
import { ActivityPlanDto } from './activity-plan.dto.js';

export class UpdateActivityDto extends ActivityPlanDto {
  @IsOmittable()
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  subject?: string;

  @IsOptional()
  @IsString()
  @MaxLength(20_000)
  body?: string | null;

  @IsOptional()
  @IsUUID()
  clientId?: string | null;

  /** One of the same client. */
  @IsOptional()
  @IsUUID()
  opportunityId?: string | null;

  @IsOptional()
  @IsInstant()
  @ApiProperty({ type: String, format: 'date-time', nullable: true, required: false })
  dueAt?: string | null;

  /** null: it is to be done again. */
  @IsOptional()
  @IsInstant()
  @ApiProperty({ type: String, format: 'date-time', nullable: true, required: false })
  doneAt?: string | null;

  /** Gives it to somebody else; managers and admins. */
  @IsOmittable()
  @IsUUID()
  ownerId?: string;
}
