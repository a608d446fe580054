import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { IsBusinessDate } from '../../../platform/http/index.js';

export const MOST_CALENDAR_DAYS = 31;

export class AgentCalendarQuery {
  /** Whose calendar; your own when left out. */
  @IsOptional()
  @IsUUID()
  agentId?: string;

  /** The first day, in Rome; today when left out. */
  @IsOptional()
  @IsBusinessDate()
  @ApiProperty({ type: String, format: 'date', required: false })
  from?: string;

  /** Days from there on, days off among them. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MOST_CALENDAR_DAYS)
  @ApiProperty({ type: 'integer', minimum: 1, maximum: MOST_CALENDAR_DAYS, default: 7, required: false })
  days = 7;
}
