import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsEnum, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { FromWord, IsInstant, Trim } from '../../../platform/http/index.js';
import { ListQuery } from '../../../platform/listing/index.js';
import { ActivityType } from '../../../platform/prisma/generated/enums.js';

export class ActivityListQuery extends ListQuery {
  @IsOptional()
  @IsEnum(ActivityType)
  @ApiProperty({ enum: ActivityType, enumName: 'ActivityType', required: false })
  type?: ActivityType;

  @IsOptional()
  @IsUUID()
  clientId?: string;

  @IsOptional()
  @IsUUID()
  opportunityId?: string;

  @IsOptional()
  @IsUUID()
  ownerId?: string;

  /** Those that this person has to do: as owner, or as one of the assignees. */
  @IsOptional()
  @IsUUID()
  assigneeId?: string;

  /** Part of the subject. */
  @IsOptional()
  @Trim()
  @IsString()
  @MaxLength(200)
  q?: string;

  /** true: done; false: still to do. */
  @IsOptional()
  @FromWord()
  @IsBoolean()
  done?: boolean;

  /** true: still to do, and due before now; false: the others. */
  @IsOptional()
  @FromWord()
  @IsBoolean()
  overdue?: boolean;

  /** Due at this instant or later. */
  @IsOptional()
  @IsInstant()
  @ApiProperty({ type: String, format: 'date-time', required: false })
  dueFrom?: string;

  /** Due before this instant. */
  @IsOptional()
  @IsInstant()
  @ApiProperty({ type: String, format: 'date-time', required: false })
  dueTo?: string;

  /** To be reminded of at this instant or later. */
  @IsOptional()
  @IsInstant()
  @ApiProperty({ type: String, format: 'date-time', required: false })
  remindFrom?: string;

  /** To be reminded of before this instant. */
  @IsOptional()
  @IsInstant()
  @ApiProperty({ type: String, format: 'date-time', required: false })
  remindTo?: string;
}
