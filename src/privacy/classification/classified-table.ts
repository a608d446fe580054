import type { Prisma } from '../../platform/prisma/generated/client.js';
import type { DataClass } from './data-class.js';

export type SubjectKind = 'client' | 'contact';

/** The rows of a table, as `t`, that belong to these clients or contacts. */
export type Link = (ids: readonly string[]) => Prisma.Sql;

/** One table of the database: what each of its columns holds, and whose its rows are. */
export interface ClassifiedTable {
  columns: Readonly<Record<string, DataClass>>;
  /** How its rows lead to a subject; without one, no row of it is about a single client or contact. */
  of?: Readonly<Partial<Record<SubjectKind, Link>>>;
  /** Of a `shared` column: what it is without these clients or contacts. */
  without?: Readonly<Record<string, Link>>;
  /** The name of its rows in the journal. */
  entity?: string;
}

/** `{ identity: 'name role' }` → `{ name: 'identity', role: 'identity' }`. */
export function columns(
  byClass: Readonly<Partial<Record<DataClass, string>>>,
): Readonly<Record<string, DataClass>> {
  return Object.fromEntries(
    Object.entries(byClass).flatMap(([dataClass, names]) =>
      names.split(' ').map((name) => [name, dataClass as DataClass] as const),
    ),
  );
}
