import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional, IsString, MaxLength } from 'class-validator';
import { Trim } from '../../../platform/http/index.js';
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
  @Transform(({ value }: { value: unknown }) => ({ true: true, false: false })[String(value)] ?? value)
  @IsBoolean()
  retired?: boolean;
}
