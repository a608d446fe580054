import { IsBoolean, IsOptional, IsString, MaxLength } from 'class-validator';
import { FromWord, Trim } from '../../../platform/http/index.js';
import { ListQuery } from '../../../platform/listing/index.js';

export class ProductListQuery extends ListQuery {
  /** Part of the code or the name. */
  @IsOptional()
  @Trim()
  @IsString()
  @MaxLength(200)
  q?: string;

  /** true: those that are not sold any more; false: those that are; left out: all. */
  @IsOptional()
  @FromWord()
  @IsBoolean()
  retired?: boolean;
}
