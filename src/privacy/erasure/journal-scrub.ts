import { isDeepStrictEqual } from 'node:util';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import { factRule } from '../classification/fact-rules.js';
import type { SubjectTable } from '../classification/subject-tables.js';
import { scrubFacts } from '../domain/scrub-facts.js';
import { holdRows, writeRow } from '../rows/rows.queries.js';

/** Takes out of a subject's journal rows what they say of the person; that, when and by whom something was done stays. */
export async function scrubJournal(tx: Tx, { table, where }: SubjectTable): Promise<number> {
  let scrubbed = 0;
  for (const { place, row } of await holdRows(tx, table, where)) {
    const facts = scrubFacts(
      row['facts'] as Parameters<typeof scrubFacts>[0],
      factRule(String(row['entity'])),
    );
    if (isDeepStrictEqual(facts, row['facts'])) continue;
    await writeRow(tx, table, place, { facts }, []);
    scrubbed += 1;
  }
  return scrubbed;
}
