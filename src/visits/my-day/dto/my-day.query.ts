import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { IsBusinessDate } from '../../../platform/http/index.js';
import { MAX_PAGE } from '../../../platform/listing/index.js';

export class MyDayQuery {
  /** A business day (Europe/Rome); left out: today. */
  @IsOptional()
  @IsBusinessDate()
  @ApiProperty({ type: String, format: 'date', required: false })
  date?: string;

  /** Somebody else’s day, within the scope of `activity:read`; left out: one’s own. */
  @IsOptional()
  @IsUUID()
  agentId?: string;

  /** The most rows of each part; `count` tells of the others. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_PAGE)
  @ApiProperty({ type: 'integer', minimum: 1, maximum: MAX_PAGE, default: 20, required: false })
  limit = 20;
}
