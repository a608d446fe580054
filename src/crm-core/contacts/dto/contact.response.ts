import { ApiProperty } from '@nestjs/swagger';
import { ApiCustomValues } from '../../custom-fields/custom-values.decorator.js';
import type { CustomValues } from '../../custom-fields/domain/custom-field.js';
import { Protected } from '../../../platform/field-rules/index.js';

export class ContactResponse {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  clientId: string;

  fullName: string;

  /** What the person is at the client's. */
  role: string | null;

  @Protected('contact.reach')
  email: string | null;

  /** E.164. */
  @Protected('contact.reach')
  phone: string | null;

  /** The last word of the consent ledger on marketing by e-mail or by any channel. */
  marketingConsent: boolean;

  /** Whom one asks for first at this client. */
  primary: boolean;

  @ApiCustomValues()
  custom: CustomValues;

  @ApiProperty({ type: 'integer' })
  version: number;

  createdAt: Date;

  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  createdById: string | null;

  updatedAt: Date;

  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  updatedById: string | null;
}
