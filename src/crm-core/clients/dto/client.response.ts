import { ApiProperty } from '@nestjs/swagger';
import {
  ClientKind,
  ClientLifecycle,
  ContactKind,
  PointOfSaleType,
} from '../../../platform/prisma/generated/enums.js';
import { ApiCustomValues } from '../../custom-fields/custom-values.decorator.js';
import type { CustomValues } from '../../custom-fields/domain/custom-field.js';
import { AUTHORIZATION_WARNINGS, type AuthorizationWarning } from '../domain/authorization.js';
import { EINVOICE_GAPS, type EinvoiceGap } from '../domain/einvoice.js';
import type { OpeningHours } from '../domain/opening-hours.js';
import type { OpeningException } from '../domain/opening-exceptions.js';
import { ApiOpeningExceptions } from './opening-exceptions.decorator.js';
import { ApiOpeningHours } from './opening-hours.decorator.js';
import { Protected } from '../../../platform/field-rules/index.js';

/** Something that an electronic invoice lacks, with what to tell the user. */
export class EinvoiceGapResponse {
  @ApiProperty({ enum: EINVOICE_GAPS, enumName: 'EinvoiceGap' })
  code: EinvoiceGap;

  /** In Italian. */
  it: string;

  /** In English. */
  en: string;
}

/** How near the end of the customs authorisation is, with what to tell the user. */
export class AuthorizationWarningResponse {
  @ApiProperty({ enum: AUTHORIZATION_WARNINGS, enumName: 'AuthorizationWarning' })
  code: AuthorizationWarning;

  /** In Italian. */
  it: string;

  /** In English. */
  en: string;
}

export class ClientResponse {
  @ApiProperty({ format: 'uuid' })
  id: string;

  name: string;

  /** The key of this client in the system that it was imported from. */
  externalId: string | null;

  @ApiProperty({ enum: ClientKind, enumName: 'ClientKind' })
  kind: ClientKind;

  @ApiProperty({ enum: ClientLifecycle, enumName: 'ClientLifecycle' })
  lifecycle: ClientLifecycle;

  source: string | null;

  /** Eleven digits; a foreign number with its country's letters. */
  @Protected('client.taxIdentity')
  vatNumber: string | null;

  @Protected('client.taxIdentity')
  taxCode: string | null;

  @Protected('client.taxIdentity')
  sdiCode: string | null;

  @Protected('client.taxIdentity')
  pecEmail: string | null;

  email: string | null;

  /** E.164. */
  phone: string | null;

  website: string | null;

  street: string | null;

  city: string | null;

  province: string | null;

  postalCode: string | null;

  /** ISO 3166-1 alpha-2. */
  country: string;

  /** Degrees. */
  latitude: number | null;

  /** Degrees. */
  longitude: number | null;

  @ApiProperty({ enum: PointOfSaleType, enumName: 'PointOfSaleType', nullable: true })
  pointOfSaleType: PointOfSaleType | null;

  admAuthorizationNumber: string | null;

  /** A business date; an expired authorisation warns, it does not block. */
  @ApiProperty({ type: String, format: 'date', nullable: true })
  admExpiresOn: string | null;

  /** 90, 60 and 30 days ahead, and when it has expired; null: nothing to warn of. */
  @ApiProperty({ type: AuthorizationWarningResponse, nullable: true })
  admWarning: AuthorizationWarningResponse | null;

  /** Days between two visits. */
  @ApiProperty({ type: 'integer', nullable: true })
  visitIntervalDays: number | null;

  /** How near a check-in must be to prove the visit, metres; null: 150. */
  @ApiProperty({ type: 'integer', nullable: true })
  checkInRadiusMeters: number | null;

  /** Wall-clock times in Europe/Rome; null: unknown. */
  @ApiOpeningHours({ required: true })
  openingHours: OpeningHours | null;

  /** Days with other hours than the week’s; null: none. */
  @ApiOpeningExceptions({ required: true })
  openingExceptions: OpeningException[] | null;

  tags: string[];

  @Protected('client.notes')
  notes: string | null;

  @ApiCustomValues()
  custom: CustomValues;

  /** Whom one asks for first: `primary` of that contact. */
  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  primaryContactId: string | null;

  /**
   * The first human contact: the earliest done call, e-mail or meeting, or completed visit (its check-in). A call that
   * nobody answered is none. Follows what is recorded, corrected, deleted or merged later; null: none yet.
   */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  firstContactAt: Date | null;

  @ApiProperty({ enum: ContactKind, enumName: 'ContactKind', nullable: true })
  firstContactKind: ContactKind | null;

  /** Whose activity or visit it was. */
  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  firstContactById: string | null;

  @ApiProperty({ format: 'uuid' })
  ownerId: string;

  /** Nothing is missing for an electronic invoice. */
  @Protected('client.taxIdentity')
  einvoiceReady: boolean;

  /** What is missing for one. */
  @Protected('client.taxIdentity')
  einvoiceMissing: EinvoiceGapResponse[];

  @ApiProperty({ type: 'integer' })
  version: number;

  createdAt: Date;

  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  createdById: string | null;

  updatedAt: Date;

  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  updatedById: string | null;
}
