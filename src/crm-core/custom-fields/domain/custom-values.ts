import type { CustomFieldRule, CustomValue, CustomValues } from './custom-field.js';
import { readValue } from './read-value.js';

export interface CustomProblem {
  /** `/custom/colour`. */
  pointer: string;
  code: string;
  detail: string;
}

/**
 * Reads the custom fields that a write names and merges them into those that are there. Null, or an empty text, clears
 * one. What is not named is not judged again, except that a new row needs every required field.
 * @param rules of the resource, archived ones included
 * @param given as it came; undefined: none
 * @param before the stored values; undefined: the row is new
 * @returns all values after the write, and a problem for each field that is refused
 */
export function readCustomValues(
  rules: readonly CustomFieldRule[],
  given: Readonly<Record<string, unknown>> = {},
  before?: CustomValues,
): { values: CustomValues; problems: CustomProblem[] } {
  const byKey = new Map(rules.map((rule) => [rule.key, rule]));
  const values = new Map<string, CustomValue>(Object.entries(before ?? {}));
  const problems: CustomProblem[] = [];
  const refuse = (key: string, code: string, detail: string): void =>
    void problems.push({ pointer: pointerTo(key), code, detail });

  for (const [key, raw] of Object.entries(given)) {
    const rule = byKey.get(key);
    const value = typeof raw === 'string' && raw.trim() === '' ? null : raw;
    if (!rule) refuse(key, 'UNKNOWN_FIELD', `there is no custom field ${key}`);
    else if (value === null) values.delete(key);
    else if (values.get(key) === value) continue;
    else if (rule.archived) refuse(key, 'FIELD_ARCHIVED', `${key} takes no new values`);
    else {
      const reading = readValue(rule, value);
      if ('value' in reading) values.set(key, reading.value);
      else refuse(key, reading.code, reading.detail);
    }
  }
  const judged = before ? rules.filter(({ key }) => Object.hasOwn(given, key)) : rules;
  for (const { key, required, archived } of judged)
    if (required && !archived && !values.has(key) && !problems.some((one) => one.pointer === pointerTo(key)))
      refuse(key, 'REQUIRED', `${key} is required`);
  return { values: Object.fromEntries(values), problems };
}

function pointerTo(key: string): string {
  return `/custom/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
