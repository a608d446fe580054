import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import { columnsWhere, tablesOf } from '../classification/subject-tables.js';
import { mentionPattern, withoutMentions } from '../domain/mentions.js';
import { holdRows, type PlacedRow, type PlainRow, writeRow } from '../rows/rows.queries.js';
import type { Subject } from '../subjects/subject.js';
import { idsWithMerged } from '../subjects/subjects.queries.js';
import { touchedColumns } from './erased-values.js';

/** A row of the client that speaks of its contact, with the columns as they are without that. */
export interface Mention extends PlacedRow {
  table: string;
  changes: PlainRow;
}

/** What was written about a contact in the notes, visits, deals and journal of the client. */
@Injectable()
export class Mentions {
  /** Of a client who is a person there are none: all that is written there is about that person. */
  async find(tx: Tx, { kind, clientId, named }: Subject): Promise<Mention[]> {
    const pattern = kind === 'contact' ? mentionPattern(named) : undefined;
    if (!pattern) return [];
    const found: Mention[] = [];
    const ids = await idsWithMerged(tx, clientId);
    for (const { table, classified, where } of tablesOf({ kind: 'client', ids })) {
      const texts = columnsWhere(classified, (dataClass) => dataClass === 'free-text');
      if (texts.length === 0) continue;
      for (const placed of await holdRows(tx, table, where)) {
        const changes = changed(placed.row, texts, pattern);
        if (Object.keys(changes).length > 0) found.push({ table, ...placed, changes });
      }
    }
    return found;
  }

  async erase(tx: Tx, mentions: readonly Mention[]): Promise<void> {
    for (const { table, place, row, changes } of mentions)
      await writeRow(tx, table, place, changes, touchedColumns(Object.keys(row)));
  }
}

function changed(row: PlainRow, texts: readonly string[], pattern: RegExp): PlainRow {
  return Object.fromEntries(
    texts
      .map((column) => [column, withoutMentions(row[column], pattern)] as const)
      .filter(([column, value]) => !isDeepStrictEqual(value, row[column])),
  );
}
