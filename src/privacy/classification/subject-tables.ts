import type { Prisma } from '../../platform/prisma/generated/client.js';
import type { Subject } from '../subjects/subject.js';
import type { ClassifiedTable } from './classified-table.js';
import { type DataClass, HANDLING } from './data-class.js';
import { PERSONAL_DATA } from './personal-data.js';

export interface SubjectTable {
  table: string;
  classified: ClassifiedTable;
  /** A subject's rows, as `t`. */
  where: Prisma.Sql;
}

/** The tables in which rows of a subject may lie, with the way to them. */
export function tablesOf({ kind, ids }: Pick<Subject, 'kind' | 'ids'>): SubjectTable[] {
  return Object.entries(PERSONAL_DATA).flatMap(([table, classified]) => {
    const link = classified.of?.[kind];
    return link ? [{ table, classified, where: link(ids) }] : [];
  });
}

export function columnsWhere({ columns }: ClassifiedTable, is: (dataClass: DataClass) => boolean): string[] {
  return Object.entries(columns)
    .filter(([, dataClass]) => is(dataClass))
    .map(([column]) => column);
}

/** The columns that an erasure empties; what is held stays. */
export function erasedColumns(classified: ClassifiedTable, held: boolean): string[] {
  return columnsWhere(classified, (dataClass) => {
    const { erased } = HANDLING[dataClass];
    return erased === true || (erased === 'unless-held' && !held);
  });
}

/** The columns that stay because of a hold. */
export function heldColumns(classified: ClassifiedTable): string[] {
  return columnsWhere(classified, (dataClass) => HANDLING[dataClass].erased === 'unless-held');
}

/** `full_name` → `fullName`. */
export function apiName(column: string): string {
  return column.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
