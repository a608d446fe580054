import { ApiProperty } from '@nestjs/swagger';
import { IsEnum, IsOptional, IsUUID } from 'class-validator';
import { IsInstant } from '../../../platform/http/index.js';
import { ListQuery } from '../../../platform/listing/index.js';
import { VisitStatus } from '../../../platform/prisma/generated/enums.js';

export class VisitListQuery extends ListQuery {
  @IsOptional()
  @IsUUID()
  agentId?: string;

  /** Those whose agent is in this team. */
  @IsOptional()
  @IsUUID()
  teamId?: string;

  @IsOptional()
  @IsUUID()
  clientId?: string;

  /** Those that a series made. */
  @IsOptional()
  @IsUUID()
  seriesId?: string;

  @IsOptional()
  @IsEnum(VisitStatus)
  @ApiProperty({ enum: VisitStatus, enumName: 'VisitStatus', required: false })
  status?: VisitStatus;

  /** Scheduled at this instant or later. */
  @IsOptional()
  @IsInstant()
  from?: string;

  /** Scheduled before this instant. */
  @IsOptional()
  @IsInstant()
  to?: string;
}
