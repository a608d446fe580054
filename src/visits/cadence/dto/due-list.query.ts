import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { ListQuery } from '../../../platform/listing/index.js';
import { CADENCE_STATUSES, type CadenceStatus } from '../domain/cadence.js';

export class DueListQuery extends ListQuery {
  /** Clients of this agent. */
  @IsOptional()
  @IsUUID()
  agentId?: string;

  /** Clients of this team. */
  @IsOptional()
  @IsUUID()
  teamId?: string;

  @IsOptional()
  @IsIn(CADENCE_STATUSES)
  @ApiProperty({ enum: CADENCE_STATUSES, enumName: 'CadenceStatus', required: false })
  status?: CadenceStatus;
}
