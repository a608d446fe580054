import type { CellValue } from '../rows/import-field.js';
import type { FieldTrouble } from '../targets/client-row.js';
import { mendCodes } from './codes.js';
import { mendContacts } from './contacts.js';
import { mendPlace } from './place.js';

/** The text cells of a row, to be changed, and what was found on the way. */
export class Draft {
  /** What was mended: people should have a look. */
  readonly remarks: FieldTrouble[] = [];
  /** What can't be. */
  readonly troubles: FieldTrouble[] = [];

  constructor(readonly values: Record<string, CellValue>) {}

  text(field: string): string | undefined {
    const value = this.values[field];
    return typeof value === 'string' ? value : undefined;
  }

  /** @param value undefined: the field says nothing any more */
  set(field: string, value: string | undefined): void {
    if (value === undefined) delete this.values[field];
    else this.values[field] = value;
  }

  /** Sets a field and says so. */
  mend(field: string, value: string | undefined, code: string, message: string, it: string): void {
    this.set(field, value);
    this.remarks.push({ field, problem: { code, message, it } });
  }

  refuse(field: string, code: string, message: string): void {
    this.troubles.push({ field, problem: { code, message } });
  }
}

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
