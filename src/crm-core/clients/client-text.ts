import { JsonText } from '../../platform/http/index.js';
import type { ListedRows, Page } from '../../platform/listing/index.js';
import type { BusinessDate } from '../../platform/time/rome.js';
import type { ClientJson } from './client-json.queries.js';
import { rulingsText } from './client-rulings.js';
import type { ClientResponse } from './dto/client.response.js';

/** As `toClientResponse`, from PostgreSQL's JSON. */
export function toClientText(client: ClientJson, today: BusinessDate): JsonText<ClientResponse> {
  return new JsonText(partsOf(client, today).join(''), client.version);
}

/** A page of the list. */
export function toPageText(
  { rows, ...rest }: ListedRows<ClientJson>,
  today: BusinessDate,
): JsonText<Page<ClientResponse>> {
  const parts = ['{"items":['];
  for (const row of rows) parts.push(parts.length === 1 ? '' : ',', ...partsOf(row, today));
  parts.push('],', JSON.stringify(rest).slice(1));
  // In one go: a text that is put together step by step is copied as often.
  return new JsonText(parts.join(''));
}

function partsOf(client: ClientJson, today: BusinessDate): string[] {
  return [client.json.slice(0, -1), ',', rulingsText(client, today), '}'];
}
