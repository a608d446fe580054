import type { PossibleOwner } from '../../../auth/index.js';
import { fold } from '../cells/fold.js';
import { type CellResult, unreadable } from '../cells/cell-problem.js';

/** The people to whom the importer may give rows, by e-mail address, full name or id. */
export class OwnerBook {
  private readonly ids: ReadonlySet<string>;
  private readonly byEmail: ReadonlyMap<string, string>;
  private readonly names: ReadonlyMap<string, string>;
  private readonly byName = new Map<string, string[]>();

  constructor(people: readonly PossibleOwner[]) {
    this.ids = new Set(people.map(({ id }) => id));
    this.names = new Map(people.map(({ id, fullName }) => [id, fullName]));
    this.byEmail = new Map(people.map(({ id, email }) => [email, id]));
    for (const { id, fullName } of people)
      this.byName.set(foldName(fullName), [...(this.byName.get(foldName(fullName)) ?? []), id]);
  }

  has(id: unknown): boolean {
    return typeof id === 'string' && this.ids.has(id);
  }

  /** @returns undefined for somebody to whom nothing may be given */
  nameOf(id: string): string | undefined {
    return this.names.get(id);
  }

  find(text: string): CellResult<string> {
    const exact =
      this.byEmail.get(text.toLowerCase()) ??
      (this.ids.has(text.toLowerCase()) ? text.toLowerCase() : undefined);
    if (exact !== undefined) return { value: exact };
    const namesakes = this.byName.get(foldName(text)) ?? [];
    if (namesakes.length > 1)
      return unreadable('OWNER_AMBIGUOUS', `There is more than one “${text}”: write the e-mail address.`);
    return namesakes[0] === undefined ? UNKNOWN_OWNER : { value: namesakes[0] };
  }
}

export const UNKNOWN_OWNER = unreadable(
  'OWNER_UNKNOWN',
  'There is no such active user whom you could give this to.',
);

/** `Rossi Mario` and `Mario Rossi` are alike. */
function foldName(name: string): string {
  return name
    .split(/[\s,]+/)
    .map(fold)
    .sort()
    .join('');
}
