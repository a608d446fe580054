import { ApiProperty } from '@nestjs/swagger';
import { IsEmail, IsUUID, MaxLength } from 'class-validator';
import { IsOmittable, Trim } from '../../platform/http/index.js';

/** The person whom a request is about; one of the three. In a body, because addresses of requests are logged on their way. */
export class SubjectDto {
  /** A contact. */
  @IsOmittable()
  @IsUUID()
  @ApiProperty({ format: 'uuid', required: false })
  contactId?: string;

  /** A client who is a person: of kind PERSON, or with an individual's tax code. */
  @IsOmittable()
  @IsUUID()
  @ApiProperty({ format: 'uuid', required: false })
  clientId?: string;

  /** Everybody with this address. */
  @IsOmittable()
  @Trim()
  @IsEmail()
  @MaxLength(254)
  @ApiProperty({ format: 'email', required: false })
  email?: string;
}
