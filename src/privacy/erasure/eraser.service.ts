import { Injectable } from '@nestjs/common';
import { Prisma } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import { erasedColumns, type SubjectTable, tablesOf } from '../classification/subject-tables.js';
import { type CatalogueColumn, readColumns } from '../rows/catalogue.queries.js';
import { identifier } from '../rows/identifier.js';
import { setColumns } from '../rows/rows.queries.js';
import type { Subject } from '../subjects/subject.js';
import { erasedValue, touchedColumns } from './erased-values.js';
import { scrubJournal } from './journal-scrub.js';

/** The table in which a subject has its own row, which is deleted: it is shown and used no more. */
const OWN_TABLE = { client: 'clients', contact: 'contacts' } as const;
/** Where that is written; a deleted client could come back, one that was erased can't. */
const ENDS = { client: ['deleted_at', 'erased_at'], contact: ['deleted_at'] } as const;

/** Empties what the classification names, table by table. */
@Injectable()
export class Eraser {
  /**
   * @param held whether an accounting hold keeps the fiscal identity
   * @returns the rows by table
   */
  async erase(
    tx: Tx,
    subject: Pick<Subject, 'kind' | 'ids'>,
    held: boolean,
  ): Promise<Record<string, number>> {
    const catalogue = await readColumns(tx);
    const counts: Record<string, number> = {};
    for (const table of tablesOf(subject)) {
      const known = catalogue.filter((column) => column.table === table.table);
      const count = await this.eraseTable(tx, subject, table, known, held);
      if (count > 0) counts[table.table] = count;
    }
    if (subject.kind === 'contact') await this.leaveClients(tx, subject.ids);
    return counts;
  }

  /** Nobody asks first for somebody who is no longer there. */
  private async leaveClients(tx: Tx, contactIds: readonly string[]): Promise<void> {
    await tx.client.updateMany({
      where: { primaryContactId: { in: [...contactIds] } },
      data: { primaryContactId: null, version: { increment: 1 } },
    });
  }

  private async eraseTable(
    tx: Tx,
    { kind, ids }: Pick<Subject, 'kind' | 'ids'>,
    subjectTable: SubjectTable,
    known: readonly CatalogueColumn[],
    held: boolean,
  ): Promise<number> {
    const { table, classified, where } = subjectTable;
    if (table === 'journal') return scrubJournal(tx, subjectTable);
    const gone = erasedColumns(classified, held);
    if (gone.length === 0) return 0;
    const values = gone.map((name) => {
      const column = known.find((candidate) => candidate.name === name);
      if (!column) throw new Error(`${table} has no column ${name}`);
      return { column: name, value: erasedValue(column, classified, ids) };
    });
    const ended = table === OWN_TABLE[kind] ? ENDS[kind] : [];
    const deleted = ended.map((column) => ({
      column,
      value: Prisma.sql`coalesce(t.${identifier(column)}, now())`,
    }));
    const touched = touchedColumns(known.map(({ name }) => name));
    return setColumns(tx, table, [...values, ...touched, ...deleted], where);
  }
}
