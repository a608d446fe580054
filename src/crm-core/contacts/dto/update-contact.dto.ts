import { IsString, MaxLength, MinLength } from 'class-validator';
import { IsOmittable, Trim } from '../../../platform/http/index.js';
import { ContactFieldsDto } from './contact-fields.dto.js';

/** Only the fields that are sent are changed. */
export class UpdateContactDto extends ContactFieldsDto {
  @IsOmittable()
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  fullName?: string;
}
