import type { ProblemDocument } from '#lib/api/problem.ts';
import { Problem } from '#lib/api/problem.ts';
import { NONE } from '#lib/format/format.ts';
import { catalogue } from '#lib/i18n/catalogue.ts';

export type FieldConflict = NonNullable<ProblemDocument['conflicts']>[number];

/** How a form calls a field, with its article (`l’importo`), and how it writes its value. */
export interface FieldInWords {
  name: string;
  show?: (value: unknown) => string;
}

/** Somebody else changed the record since it was read: what `Conflict` explains. */
export function isStale(error: unknown): error is Problem {
  return error instanceof Problem && error.status === 412;
}

/** A value for which a form has no words of its own. */
export function plainly(value: unknown): string {
  if (value === null || value === undefined || value === '') return NONE;
  if (typeof value === 'boolean') return value ? words.t.yes : words.t.no;
  if (Array.isArray(value)) return value.map(plainly).join(', ');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
}

export const words = catalogue(
  {
    title: 'Nel frattempo è cambiato',
    changed: (who: string, what: string, when: string) => `${who} ha cambiato ${what} ${when}.`,
    unknown: 'Qualcuno ha cambiato questi dati mentre li guardavi. Niente è stato scritto.',
    somebody: 'Qualcuno',
    mine: 'Il tuo',
    theirs: 'Quello di adesso',
    keepMine: 'Tieni il mio',
    takeTheirs: 'Prendi quello di adesso',
    goOn: 'Procedi lo stesso',
    leave: 'Lascia com’è',
    recently: 'poco fa',
    yes: 'sì',
    no: 'no',
  },
  {
    title: 'It has changed meanwhile',
    changed: (who, what, when) => `${who} changed ${what} ${when}.`,
    unknown: 'Somebody changed this while you were looking at it. Nothing was written.',
    somebody: 'Somebody',
    mine: 'Yours',
    theirs: 'The present one',
    keepMine: 'Keep mine',
    takeTheirs: 'Take the present one',
    goOn: 'Go on all the same',
    leave: 'Leave it as it is',
    recently: 'a moment ago',
    yes: 'yes',
    no: 'no',
  },
);
