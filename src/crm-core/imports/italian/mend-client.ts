import type { CellValue } from '../rows/import-field.js';
import { mendCodes } from './codes.js';
import { mendContacts } from './contacts.js';
import { Draft } from './draft.js';
import { mendPlace } from './place.js';

/**
 * Undoes what spreadsheets and habits do to the data of Italian clients: zeros that Excel took, a telephone beside
 * another, a town with its CAP and province. What is mended by guess is remarked.
 * @param values of `CLIENT_FIELDS`
 * @param home the country of the client that the row is of, where the row names none
 */
export function mendClient(values: Readonly<Record<string, CellValue>>, home = 'IT'): Draft {
  const draft = new Draft({ ...values });
  joinBehind(draft, 'name', 'surname', ' ');
  joinBehind(draft, 'street', 'streetNumber', ', ');
  mendCodes(draft, home);
  mendPlace(draft, home);
  mendContacts(draft, draft.text('country') ?? home);
  return draft;
}

/** One field of ours that comes in two columns. */
function joinBehind(draft: Draft, field: string, second: string, glue: string): void {
  const [first, more] = [draft.text(field), draft.text(second)];
  draft.set(second, undefined);
  if (more === undefined || first?.toLowerCase().endsWith(more.toLowerCase())) return;
  draft.set(field, first === undefined ? more : `${first}${glue}${more}`);
}
