import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { IsBusinessDate } from '../../../platform/http/index.js';
import { ListQuery } from '../../../platform/listing/index.js';

/** What became of a deal after it entered a stage. */
export const ENTRY_FATES = ['ADVANCED', 'DROPPED', 'REMAINING', 'WAITING'] as const;
export type EntryFate = (typeof ENTRY_FATES)[number];

/**
 * Filters by what a deal went through, whoever has it now: with them a list shows the rows that a figure counted. Only
 * deals within the caller's reach are listed all the same.
 */
export class OpportunityPastQuery extends ListQuery {
  /** This user owned it when it was created. */
  @IsOptional()
  @IsUUID()
  ownerAtCreation?: string;

  /** Somebody who is in this team now owned it when it was created. */
  @IsOptional()
  @IsUUID()
  teamAtCreation?: string;

  /** Closed, and this user owned it when it was won or lost. */
  @IsOptional()
  @IsUUID()
  ownerAtClosing?: string;

  /** Closed, and somebody who is in this team now owned it when it was won or lost. */
  @IsOptional()
  @IsUUID()
  teamAtClosing?: string;

  /** Lost from this stage. */
  @IsOptional()
  @IsUUID()
  lostFromStageId?: string;

  /** Entered this stage, in the period of `enteredFrom` and `enteredTo` if given. */
  @IsOptional()
  @IsUUID()
  enteredStageId?: string;

  /** Entered the stage, any if none is named, on this day or later. */
  @IsOptional()
  @IsBusinessDate()
  @ApiProperty({ type: String, format: 'date', required: false })
  enteredFrom?: string;

  /** Entered the stage before this day. */
  @IsOptional()
  @IsBusinessDate()
  @ApiProperty({ type: String, format: 'date', required: false })
  enteredTo?: string;

  /** This user owned it at that entry, the first one in the period. */
  @IsOptional()
  @IsUUID()
  ownerAtEntry?: string;

  /** Somebody who is in this team now owned it at that entry. */
  @IsOptional()
  @IsUUID()
  teamAtEntry?: string;

  /**
   * What became of it after that entry: `ADVANCED` it entered a later open stage of the pipeline or was won; `DROPPED`
   * not so, and it is lost; `REMAINING` neither. `WAITING`: it still stands in the stage since an entry in the period,
   * which need not be the first.
   */
  @IsOptional()
  @IsIn(ENTRY_FATES)
  @ApiProperty({ enum: ENTRY_FATES, enumName: 'EntryFate', required: false })
  enteredFate?: EntryFate;
}
