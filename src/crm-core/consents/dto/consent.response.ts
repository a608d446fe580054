import { ApiProperty } from '@nestjs/swagger';
import type { ContactConsent } from '../../../platform/prisma/generated/client.js';
import { ConsentChannel, ConsentPurpose } from '../../../platform/prisma/generated/enums.js';

/** One line of the ledger. */
export class ConsentResponse {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  contactId: string;

  @ApiProperty({ enum: ConsentChannel, enumName: 'ConsentChannel' })
  channel: ConsentChannel;

  @ApiProperty({ enum: ConsentPurpose, enumName: 'ConsentPurpose' })
  purpose: ConsentPurpose;

  given: boolean;

  /** When the person said so. */
  at: Date;

  /** `contact record` when the contact's `marketingConsent` was written without a word on where it was said. */
  source: string;

  wording: string | null;

  /** Who noted it; null: the system. */
  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  byId: string | null;

  /** When it was noted. */
  recordedAt: Date;
}

/** What holds now for one purpose and channel. */
export class CurrentConsentResponse {
  @ApiProperty({ enum: ConsentPurpose, enumName: 'ConsentPurpose' })
  purpose: ConsentPurpose;

  @ApiProperty({ enum: ConsentChannel, enumName: 'ConsentChannel' })
  channel: ConsentChannel;

  given: boolean;

  /** When the word that holds was said; null: nothing was ever said, which is a no. */
  since: Date | null;
}

export function toConsentResponse(row: ContactConsent): ConsentResponse {
  const { id, contactId, channel, purpose, given, at, source, wording, byId, recordedAt } = row;
  return { id, contactId, channel, purpose, given, at, source, wording, byId, recordedAt };
}
