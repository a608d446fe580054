import { IsBoolean, IsOptional } from 'class-validator';
import { FromWord } from '../../../platform/http/index.js';
import { ListQuery } from '../../../platform/listing/index.js';
import type { Outcome } from '../../opportunities/domain/deal.js';
import { IsOutcome } from './closing-outcome.js';

export class ClosingReasonListQuery extends ListQuery {
  @IsOptional()
  @IsOutcome({ required: false })
  outcome?: Outcome;

  /** true: the retired ones; false: those that a closing may take; left out: all. */
  @IsOptional()
  @FromWord()
  @IsBoolean()
  retired?: boolean;
}
