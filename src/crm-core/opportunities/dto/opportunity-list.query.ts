import { ApiHideProperty, ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsEnum, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { FromWord, IsBusinessDate, Trim } from '../../../platform/http/index.js';
import { IsCustomFilter } from '../../custom-fields/custom-values.decorator.js';
import { StageKind } from '../../../platform/prisma/generated/enums.js';
import { OpportunityPastQuery } from './opportunity-past.query.js';

/** Periods are half-open: `…From` is their first business day (Europe/Rome), `…To` the first after them. */
export class OpportunityListQuery extends OpportunityPastQuery {
  /** A saved view whose filter and order hold where this call says nothing else. */
  @IsOptional()
  @IsUUID()
  viewId?: string;

  /** Part of the title. */
  @IsOptional()
  @Trim()
  @IsString()
  @MaxLength(200)
  q?: string;

  @IsOptional()
  @IsUUID()
  clientId?: string;

  @IsOptional()
  @IsUUID()
  pipelineId?: string;

  @IsOptional()
  @IsUUID()
  stageId?: string;

  @IsOptional()
  @IsEnum(StageKind)
  @ApiProperty({ enum: StageKind, enumName: 'StageKind', required: false })
  status?: StageKind;

  /** true: open and silent for longer than their stage allows, with no visit booked; false: all the others. */
  @IsOptional()
  @FromWord()
  @IsBoolean()
  rotting?: boolean;

  /** Lost for this reason: a `key` of `GET /closing-reasons`. */
  @IsOptional()
  @IsString()
  @MaxLength(40)
  @ApiProperty({ example: 'PRICE', required: false })
  lostReason?: string;

  /** true: won, and why is still to be asked; false: all the others. */
  @IsOptional()
  @FromWord()
  @IsBoolean()
  missingWonReason?: boolean;

  @IsOptional()
  @IsUUID()
  ownerId?: string;

  /** Those whose owner is in this team. */
  @IsOptional()
  @IsUUID()
  teamId?: string;

  @IsCustomFilter()
  @ApiHideProperty()
  custom?: Record<string, string>;

  /** Expected to close on this day or later. */
  @IsOptional()
  @IsBusinessDate()
  @ApiProperty({ type: String, format: 'date', required: false })
  expectedFrom?: string;

  /** Expected to close before this day. */
  @IsOptional()
  @IsBusinessDate()
  @ApiProperty({ type: String, format: 'date', required: false })
  expectedTo?: string;

  /** Created on this day or later. */
  @IsOptional()
  @IsBusinessDate()
  @ApiProperty({ type: String, format: 'date', required: false })
  createdFrom?: string;

  /** Created before this day. */
  @IsOptional()
  @IsBusinessDate()
  @ApiProperty({ type: String, format: 'date', required: false })
  createdTo?: string;

  /** Won or lost on this day or later. */
  @IsOptional()
  @IsBusinessDate()
  @ApiProperty({ type: String, format: 'date', required: false })
  closedFrom?: string;

  /** Won or lost before this day. */
  @IsOptional()
  @IsBusinessDate()
  @ApiProperty({ type: String, format: 'date', required: false })
  closedTo?: string;
}
