/** What stands where something personal stood. */
export const ERASED = '[erased]';

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** What a fact's name means: gone, kept, or not known. */
export type FactRule = (name: string) => 'erase' | 'keep' | undefined;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const DATE = /^\d{4}-\d{2}-\d{2}(T[\d:.]+Z?)?$/;
const CODE = /^[A-Z][A-Z_]*$/;
const AMOUNT = /^-?\d+(\.\d+)?$/;

/**
 * The facts of a journal row without what they say of a person. Of a fact that no rule knows only what can't be a
 * person's words stays: numbers, flags, ids, dates, codes.
 * @param rule asked with the field's name; of `custom.colour` with `custom`
 * @param instead stands where something was
 */
export function scrubFacts(facts: Json, rule: FactRule, instead = ERASED): Json {
  if (Array.isArray(facts)) return facts.map((item) => scrubFacts(item, rule, instead));
  if (typeof facts === 'string') return isHarmless(facts) ? facts : instead;
  if (typeof facts !== 'object' || facts === null) return facts;
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => {
      const verdict = rule(name.split('.', 1)[0] ?? name);
      if (verdict === 'keep') return [name, value];
      if (verdict === 'erase') return [name, value === null || value === ERASED ? value : instead];
      return [name, scrubFacts(value, rule, instead)];
    }),
  );
}

function isHarmless(text: string): boolean {
  return text === ERASED || [UUID, DATE, CODE, AMOUNT].some((pattern) => pattern.test(text));
}
