import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsUUID } from 'class-validator';
import { IsBusinessDate } from '../../../platform/http/index.js';
import { ListQuery } from '../../../platform/listing/index.js';

export class RouteListQuery extends ListQuery {
  @IsOptional()
  @IsUUID()
  agentId?: string;

  /** Routes of this day or later. */
  @IsOptional()
  @IsBusinessDate()
  @ApiProperty({ format: 'date', required: false })
  from?: string;

  /** Routes before this day. */
  @IsOptional()
  @IsBusinessDate()
  @ApiProperty({ format: 'date', required: false })
  to?: string;
}
