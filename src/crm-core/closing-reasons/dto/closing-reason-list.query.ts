import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional } from 'class-validator';
import { ListQuery } from '../../../platform/listing/index.js';
import type { Outcome } from '../../opportunities/domain/deal.js';
import { IsOutcome } from './closing-outcome.js';

export class ClosingReasonListQuery extends ListQuery {
  @IsOptional()
  @IsOutcome({ required: false })
  outcome?: Outcome;

  /** true: the retired ones; false: those that a closing may take; left out: all. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => ({ true: true, false: false })[String(value)] ?? value)
  @IsBoolean()
  retired?: boolean;
}
