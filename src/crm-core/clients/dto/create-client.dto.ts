import { ApiProperty } from '@nestjs/swagger';
import { IsString, IsUUID, MaxLength, MinLength } from 'class-validator';
import { IsOmittable, Trim } from '../../../platform/http/index.js';
import { ClientFieldsDto } from './client-fields.dto.js';

export class CreateClientDto extends ClientFieldsDto {
  /** Business name, or a person's full name. */
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  name: string;

  /** Who looks after the client; the caller when left out. Another needs `client:assign`. */
  @IsOmittable()
  @IsUUID()
  @ApiProperty({ format: 'uuid', required: false })
  ownerId?: string;
}
