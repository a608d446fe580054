import { IsBoolean, IsOptional } from 'class-validator';
import { FromWord } from '../../../platform/http/index.js';
import { ListQuery } from '../../../platform/listing/index.js';

export class PipelineListQuery extends ListQuery {
  /** true: the retired ones; false: the living ones; left out: all. */
  @IsOptional()
  @FromWord()
  @IsBoolean()
  retired?: boolean;
}
