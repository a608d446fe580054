import type { BusinessDate } from '../../platform/time/rome.js';
import { authorizationWarning } from './domain/authorization.js';
import { einvoiceGaps, type InvoiceAddressee } from './domain/einvoice.js';
import { wordGap, wordWarning } from './domain/wording.js';
import type { ClientResponse } from './dto/client.response.js';

/** What the rules about a client ask. */
export interface RuledClient extends InvoiceAddressee {
  admExpiresOn: BusinessDate | null;
}

/** The fields of an answer that rules make out of the others. */
export type Rulings = Pick<ClientResponse, 'admWarning' | 'einvoiceReady' | 'einvoiceMissing'>;

/** @param today decides what is about to expire */
export function rulingsOn(client: RuledClient, today: BusinessDate): Rulings {
  const einvoiceMissing = einvoiceGaps(client).map(wordGap);
  const warning = authorizationWarning(client.admExpiresOn, today);
  return {
    admWarning: warning && wordWarning(warning),
    einvoiceReady: einvoiceMissing.length === 0,
    einvoiceMissing,
  };
}

/** By warning and gaps: there are 160 at most. */
const WRITTEN = new Map<string, string>();

/** The same as the members of a JSON object, without its braces. */
export function rulingsText(client: RuledClient, today: BusinessDate): string {
  const key = `${authorizationWarning(client.admExpiresOn, today) ?? ''} ${einvoiceGaps(client).join()}`;
  const written = WRITTEN.get(key);
  if (written !== undefined) return written;
  const text = JSON.stringify(rulingsOn(client, today)).slice(1, -1);
  WRITTEN.set(key, text);
  return text;
}
