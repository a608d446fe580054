import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsEnum, IsOptional, IsUUID } from 'class-validator';
import { FromWord, IsBusinessDate, IsInstant } from '../../../platform/http/index.js';
import { ListQuery } from '../../../platform/listing/index.js';
import { VisitCanceller, VisitOutcome, VisitStatus } from '../../../platform/prisma/generated/enums.js';

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

  @IsOptional()
  @IsEnum(VisitOutcome)
  @ApiProperty({ enum: VisitOutcome, enumName: 'VisitOutcome', required: false })
  outcome?: VisitOutcome;

  /** Those that the client, or the company, called off. */
  @IsOptional()
  @IsEnum(VisitCanceller)
  @ApiProperty({ enum: VisitCanceller, enumName: 'VisitCanceller', required: false })
  cancelledBy?: VisitCanceller;

  /** true: completed on the day for which they were planned, `plannedOn`; false: all the others. */
  @IsOptional()
  @FromWord()
  @IsBoolean()
  keptPlan?: boolean;

  /** `plannedOn` is this business day or a later one. */
  @IsOptional()
  @IsBusinessDate()
  @ApiProperty({ format: 'date', required: false })
  plannedFrom?: string;

  /** `plannedOn` is before this business day. */
  @IsOptional()
  @IsBusinessDate()
  @ApiProperty({ format: 'date', required: false })
  plannedTo?: string;

  /** Scheduled at this instant or later. */
  @IsOptional()
  @IsInstant()
  from?: string;

  /** Scheduled before this instant. */
  @IsOptional()
  @IsInstant()
  to?: string;
}
