import { JsonText } from '../../platform/http/index.js';
import type { ListedRows, Page } from '../../platform/listing/index.js';
import type { BusinessDate } from '../../platform/time/rome.js';
import { type ClientTexts, membersOf, textOf } from './client-texts.queries.js';
import { type RuledClient, rulingsText } from './client-rulings.js';
import type { ClientResponse } from './dto/client.response.js';

/** As `toClientResponse`, from what PostgreSQL sends. */
export function toClientText(client: ClientTexts, today: BusinessDate): JsonText<ClientResponse> {
  return new JsonText(['{', ...partsOf(client, today)].join(''), Number(textOf(client, 'version')));
}

/** A page of the list. */
export function toPageText(
  { rows, ...rest }: ListedRows<ClientTexts>,
  today: BusinessDate,
): JsonText<Page<ClientResponse>> {
  const parts = ['{"items":['];
  for (const row of rows) parts.push(parts.length === 1 ? '{' : ',{', ...partsOf(row, today));
  parts.push('],', JSON.stringify(rest).slice(1));
  // In one go: a text that is put together step by step is copied as often.
  return new JsonText(parts.join(''));
}

function partsOf(client: ClientTexts, today: BusinessDate): string[] {
  return [membersOf(client), ',', rulingsText(ruled(client), today), '}'];
}

/** What the rules ask about. */
function ruled(client: ClientTexts): RuledClient {
  return {
    country: textOf(client, 'country') ?? '',
    vatNumber: textOf(client, 'vatNumber'),
    taxCode: textOf(client, 'taxCode'),
    street: textOf(client, 'street'),
    city: textOf(client, 'city'),
    postalCode: textOf(client, 'postalCode'),
    sdiCode: textOf(client, 'sdiCode'),
    pecEmail: textOf(client, 'pecEmail'),
    admExpiresOn: textOf(client, 'admExpiresOn'),
  };
}
