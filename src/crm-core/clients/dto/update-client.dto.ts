import { IsString, MaxLength, MinLength } from 'class-validator';
import { IsOmittable, Trim } from '../../../platform/http/index.js';
import { ClientFieldsDto } from './client-fields.dto.js';

/** Only the fields that are sent are changed. The owner changes by `POST /clients/{id}/assign`. */
export class UpdateClientDto extends ClientFieldsDto {
  @IsOmittable()
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  name?: string;
}
