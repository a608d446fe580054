import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsEnum, IsOptional, IsUUID } from 'class-validator';
import { IsInstant } from '../../../platform/http/index.js';
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

  /** true: done; false: still to do. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => ({ true: true, false: false })[String(value)] ?? value)
  @IsBoolean()
  done?: boolean;

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
}
