import { ApiProperty, IntersectionType, OmitType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsObject, IsUUID, ValidateIf, ValidateNested } from 'class-validator';
import { IsBusinessDate, IsOmittable } from '../../../platform/http/index.js';
import { MoveOpportunityDto } from '../../opportunities/dto/move-opportunity.dto.js';
import { BulkChoiceDto, NeededBy } from './bulk-choice.dto.js';
import { OpportunityFilterDto } from './opportunity-filter.dto.js';

const ACTIONS = ['MOVE', 'REOPEN', 'ASSIGN', 'EXPECTED_CLOSE_DATE', 'DELETE'] as const;

/** One action on many opportunities: chosen by `ids` or by `filter`. MOVE takes what the single call takes. */
export class BulkOpportunitiesDto extends IntersectionType(
  BulkChoiceDto,
  OmitType(MoveOpportunityDto, ['stageId']),
) {
  @IsIn(ACTIONS)
  @ApiProperty({ enum: ACTIONS, enumName: 'OpportunityBulkAction' })
  action: (typeof ACTIONS)[number];

  /** Of MOVE and REOPEN: a living stage of the pipeline in which each of the opportunities is. */
  @NeededBy('MOVE', 'REOPEN')
  @IsUUID()
  @ApiProperty({ format: 'uuid', required: false })
  stageId?: string;

  /** Of ASSIGN: the new owner. */
  @NeededBy('ASSIGN')
  @IsUUID()
  @ApiProperty({ format: 'uuid', required: false })
  ownerId?: string;

  /** Of EXPECTED_CLOSE_DATE; null: none. */
  @ValidateIf(
    ({ action, expectedCloseDate }: BulkOpportunitiesDto) =>
      action === 'EXPECTED_CLOSE_DATE' && expectedCloseDate !== null,
  )
  @IsBusinessDate()
  @ApiProperty({ type: String, format: 'date', nullable: true, required: false })
  expectedCloseDate?: string | null;

  /** All opportunities that the list with these filters holds; `{}`: all that the caller may see. */
  @IsOmittable()
  @IsObject()
  @ValidateNested()
  @Type(() => OpportunityFilterDto)
  @ApiProperty({ type: OpportunityFilterDto, required: false })
  filter?: OpportunityFilterDto;
}
