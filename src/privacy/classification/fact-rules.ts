import { type FactRule, scrubFacts } from '../domain/scrub-facts.js';
import { HANDLING } from './data-class.js';
import { PERSONAL_DATA } from './personal-data.js';
import { apiName } from './subject-tables.js';

/** What stands where something personal is kept back from another system. */
export const WITHHELD = '[withheld]';

const RULES = new Map<string, FactRule>();

/** What the fields of an entity are, by the names that the journal calls them. */
export function factRule(entity: string): FactRule {
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

/** The facts of a journal row without what they say of a person, for those who are not to know it. */
export function withoutPersonalData(facts: unknown, entity: string): unknown {
  return scrubFacts(facts as Parameters<typeof scrubFacts>[0], factRule(entity), WITHHELD);
}
