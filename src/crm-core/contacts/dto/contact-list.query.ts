import { IsOptional, IsString, IsUUID, MaxLength, MinLength } from 'class-validator';
import { Trim } from '../../../platform/http/index.js';
import { ListQuery } from '../../../platform/listing/index.js';

export class ContactListQuery extends ListQuery {
  /** Parts of name, role, e-mail address or telephone number; all words must be found, case and accents aside. */
  @IsOptional()
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  q?: string;

  @IsOptional()
  @IsUUID()
  clientId?: string;
}
