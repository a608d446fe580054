import { isDeepStrictEqual } from 'node:util';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import { HANDLING } from '../classification/data-class.js';
import { PERSONAL_DATA } from '../classification/personal-data.js';
import { apiName, type SubjectTable } from '../classification/subject-tables.js';
import { type FactRule, scrubFacts } from '../domain/scrub-facts.js';
import { holdRows, writeRow } from '../rows/rows.queries.js';

/** Takes out of a subject's journal rows what they say of the person; that, when and by whom something was done stays. */
export async function scrubJournal(tx: Tx, { table, where }: SubjectTable): Promise<number> {
  let scrubbed = 0;
  for (const { place, row } of await holdRows(tx, table, where)) {
    const facts = scrubFacts(
      row['facts'] as Parameters<typeof scrubFacts>[0],
      ruleFor(String(row['entity'])),
    );
    if (isDeepStrictEqual(facts, row['facts'])) continue;
    await writeRow(tx, table, place, { facts }, []);
    scrubbed += 1;
  }
  return scrubbed;
}

const RULES = new Map<string, FactRule>();

/** What the fields of an entity are, by the names that the journal calls them. */
function ruleFor(entity: string): FactRule {
  const known = RULES.get(entity);
  if (known) return known;
  const columns = Object.values(PERSONAL_DATA).find((table) => table.entity === entity)?.columns ?? {};
  const verdicts = new Map(
    Object.entries(columns).map(([column, dataClass]) => [
      apiName(column),
      HANDLING[dataClass].erased === false ? ('keep' as const) : ('erase' as const),
    ]),
  );
  const rule: FactRule = (name) => verdicts.get(name);
  RULES.set(entity, rule);
  return rule;
}
