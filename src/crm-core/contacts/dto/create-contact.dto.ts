import { IsString, MaxLength, MinLength } from 'class-validator';
import { Trim } from '../../../platform/http/index.js';
import { ContactFieldsDto } from './contact-fields.dto.js';

export class CreateContactDto extends ContactFieldsDto {
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  fullName: string;
}
