import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsEmail,
  IsEnum,
  IsInt,
  IsISO31661Alpha2,
  IsNumber,
  IsOptional,
  IsString,
  IsUrl,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import { IsBusinessDate, IsOmittable, TrimToNull, UpperCase } from '../../../platform/http/index.js';
import { ClientKind, ClientLifecycle, PointOfSaleType } from '../../../platform/prisma/generated/enums.js';
import { IsCustomValues } from '../../custom-fields/custom-values.decorator.js';
import { entryKey, LONGEST_TAG, MOST_TAGS, tidyTags } from '../../tags/domain/tag.js';
import type { OpeningHours } from '../domain/opening-hours.js';
import type { OpeningException } from '../domain/opening-exceptions.js';
import { IsOpeningExceptions } from './opening-exceptions.decorator.js';
import { IsOpeningHours } from './opening-hours.decorator.js';
import { Protected } from '../../../platform/field-rules/index.js';

/** What may be said about a client at any time. Null, or an empty string, clears a field. */
export class ClientFieldsDto {
  @IsOmittable()
  @IsEnum(ClientKind)
  @ApiProperty({ enum: ClientKind, enumName: 'ClientKind', required: false })
  kind?: ClientKind;

  @IsOmittable()
  @IsEnum(ClientLifecycle)
  @ApiProperty({ enum: ClientLifecycle, enumName: 'ClientLifecycle', required: false })
  lifecycle?: ClientLifecycle;

  /** Where the client came from: `fair`, `website`, `referral`. */
  @IsOptional()
  @TrimToNull()
  @IsString()
  @MaxLength(100)
  source?: string | null;

  /** P.IVA; `IT`, spaces and dots are taken off. Unique among the clients that are not deleted. */
  @IsOptional()
  @TrimToNull()
  @IsString()
  @MaxLength(30)
  @ApiProperty({ type: String, nullable: true, required: false, example: '00743110157' })
  @Protected('client.taxIdentity')
  vatNumber?: string | null;

  /** Codice fiscale: sixteen characters for a person, eleven digits for an entity. */
  @IsOptional()
  @TrimToNull()
  @IsString()
  @MaxLength(30)
  @ApiProperty({ type: String, nullable: true, required: false, example: 'RSSMRA85M01H501Q' })
  @Protected('client.taxIdentity')
  taxCode?: string | null;

  /** Codice destinatario; `0000000`: none, use the PEC. */
  @IsOptional()
  @TrimToNull()
  @IsString()
  @MaxLength(10)
  @ApiProperty({ type: String, nullable: true, required: false, example: 'M5UXCR1' })
  @Protected('client.taxIdentity')
  sdiCode?: string | null;

  /** Certified e-mail. */
  @IsOptional()
  @TrimToNull()
  @IsEmail({}, { message: '$property must be an e-mail address' })
  @MaxLength(254)
  @Protected('client.taxIdentity')
  pecEmail?: string | null;

  @IsOptional()
  @TrimToNull()
  @IsEmail({}, { message: '$property must be an e-mail address' })
  @MaxLength(254)
  email?: string | null;

  /** Stored as E.164; without an international prefix it is a number of the client's country. */
  @IsOptional()
  @TrimToNull()
  @IsString()
  @MaxLength(40)
  @ApiProperty({ type: String, nullable: true, required: false, example: '02 1234567' })
  phone?: string | null;

  /** `https://` is put before an address without a scheme. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => withScheme(value))
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, disallow_auth: true })
  @MaxLength(300)
  website?: string | null;

  @IsOptional()
  @TrimToNull()
  @IsString()
  @MaxLength(200)
  street?: string | null;

  @IsOptional()
  @TrimToNull()
  @IsString()
  @MaxLength(100)
  city?: string | null;

  /** In Italy the two letters of the province; its name is understood too. */
  @IsOptional()
  @TrimToNull()
  @IsString()
  @MaxLength(50)
  @ApiProperty({ type: String, nullable: true, required: false, example: 'MI' })
  province?: string | null;

  /** In Italy the CAP: five digits as text. */
  @IsOptional()
  @TrimToNull()
  @IsString()
  @MaxLength(12)
  @ApiProperty({ type: String, nullable: true, required: false, example: '00184' })
  postalCode?: string | null;

  /** ISO 3166-1 alpha-2. */
  @IsOmittable()
  @UpperCase()
  @IsISO31661Alpha2()
  @ApiProperty({ required: false, default: 'IT', example: 'IT' })
  country?: string;

  /** Degrees; with longitude or not at all. */
  @IsOptional()
  @IsNumber()
  @Min(-90)
  @Max(90)
  latitude?: number | null;

  /** Degrees; with latitude or not at all. */
  @IsOptional()
  @IsNumber()
  @Min(-180)
  @Max(180)
  longitude?: number | null;

  @IsOptional()
  @IsEnum(PointOfSaleType)
  @ApiProperty({ enum: PointOfSaleType, enumName: 'PointOfSaleType', nullable: true, required: false })
  pointOfSaleType?: PointOfSaleType | null;

  /** The customs agency's authorisation to sell vaping liquids. */
  @IsOptional()
  @TrimToNull()
  @IsString()
  @MaxLength(50)
  admAuthorizationNumber?: string | null;

  /** The last day of that authorisation, `YYYY-MM-DD`. */
  @IsOptional()
  @IsBusinessDate()
  @ApiProperty({ type: String, format: 'date', nullable: true, required: false })
  admExpiresOn?: string | null;

  /** Days between two visits, 7–730. */
  @IsOptional()
  @IsInt()
  @Min(7)
  @Max(730)
  @ApiProperty({ type: 'integer', minimum: 7, maximum: 730, nullable: true, required: false })
  visitIntervalDays?: number | null;

  /** How near a check-in must be to prove the visit, 50–2000 metres; null: 150. Wide for a market or a shopping centre. */
  @IsOptional()
  @IsInt()
  @Min(50)
  @Max(2000)
  @ApiProperty({ type: 'integer', minimum: 50, maximum: 2000, nullable: true, required: false })
  checkInRadiusMeters?: number | null;

  /** Wall-clock times in Europe/Rome; a day that is left out is the weekly closing day, null: unknown. */
  @IsOptional()
  @IsOpeningHours()
  openingHours?: OpeningHours | null;

  /**
   * Days with other hours than the week’s, such as the summer closure (no `hours`: closed). They win over holidays too: name
   * one to say that the shop is open on the patron saint’s day. Replaced whole; null: none.
   */
  @IsOptional()
  @IsOpeningExceptions()
  openingExceptions?: OpeningException[] | null;

  @IsOmittable()
  @Transform(({ value }: { value: unknown }) => tidyTags(value))
  @IsArray()
  @ArrayMaxSize(MOST_TAGS)
  @ArrayUnique(entryKey)
  @IsString({ each: true })
  @MinLength(1, { each: true })
  @MaxLength(LONGEST_TAG, { each: true })
  tags?: string[];

  @IsOptional()
  @TrimToNull()
  @IsString()
  @MaxLength(10_000)
  @Protected('client.notes')
  notes?: string | null;

  @IsCustomValues()
  custom?: Record<string, unknown>;
}

/** Tags without the spaces around them. */
/** A website as people write it, as an address. */
export function withScheme(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const address = value.trim();
  if (address === '') return null;
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `https://${address}`;
}
