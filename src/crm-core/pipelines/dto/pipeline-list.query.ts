import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional } from 'class-validator';
import { ListQuery } from '../../../platform/listing/index.js';

export class PipelineListQuery extends ListQuery {
  /** true: the retired ones; false: the living ones; left out: all. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => ({ true: true, false: false })[String(value)] ?? value)
  @IsBoolean()
  retired?: boolean;
}
