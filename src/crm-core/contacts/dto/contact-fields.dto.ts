import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsEmail, IsOptional, IsString, MaxLength } from 'class-validator';
import { IsOmittable, TrimToNull } from '../../../platform/http/index.js';
import { IsCustomValues } from '../../custom-fields/custom-values.decorator.js';
import { Protected } from '../../../platform/field-rules/index.js';

/** What may be said about a contact at any time. Null, or an empty string, clears a field. */
export class ContactFieldsDto {
  /** What the person is at the client's: `owner`, `buyer`. */
  @IsOptional()
  @TrimToNull()
  @IsString()
  @MaxLength(100)
  role?: string | null;

  @IsOptional()
  @TrimToNull()
  @IsEmail({}, { message: '$property must be an e-mail address' })
  @MaxLength(254)
  @Protected('contact.reach')
  email?: string | null;

  /** Stored as E.164; without an international prefix it is a number of the client's country. */
  @IsOptional()
  @TrimToNull()
  @IsString()
  @MaxLength(40)
  @ApiProperty({ type: String, nullable: true, required: false, example: '333 1234567' })
  @Protected('contact.reach')
  phone?: string | null;

  /**
   * The person agreed to be written to for marketing: the last word of the consent ledger, to which a change is added. Say where
   * it was agreed with `POST /contacts/{id}/consents` instead.
   */
  @IsOmittable()
  @IsBoolean()
  @ApiProperty({ required: false, default: false })
  marketingConsent?: boolean;

  /** Whom one asks for first at this client; takes it over from another contact. */
  @IsOmittable()
  @IsBoolean()
  @ApiProperty({ required: false, default: false })
  primary?: boolean;

  @IsCustomValues()
  custom?: Record<string, unknown>;
}
