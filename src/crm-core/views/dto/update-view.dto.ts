import { IsString, MaxLength, MinLength } from 'class-validator';
import { IsOmittable, Trim } from '../../../platform/http/index.js';
import { ViewFieldsDto } from './view-fields.dto.js';

/** Only what is sent is changed; a filter is replaced as a whole. The resource stays. */
export class UpdateViewDto extends ViewFieldsDto {
  @IsOmittable()
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  name?: string;
}
