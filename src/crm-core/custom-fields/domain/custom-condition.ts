import type { CustomFieldRule, CustomValue } from './custom-field.js';
import type { CustomProblem } from './custom-values.js';
import { isDay } from './read-value.js';

/** One condition on one custom field. */
export interface CustomCondition {
  key: string;
  is: 'equal' | 'at-least' | 'at-most' | 'before';
  value: CustomValue;
}

/** What may stand behind a key, and for which type. */
const SUFFIXES = {
  min: { is: 'at-least', type: 'NUMBER' },
  max: { is: 'at-most', type: 'NUMBER' },
  from: { is: 'at-least', type: 'DATE' },
  to: { is: 'before', type: 'DATE' },
} as const satisfies Record<string, { is: CustomCondition['is']; type: CustomFieldRule['type'] }>;

const NUMERAL = /^-?\d{1,15}(\.\d{1,10})?$/;

/**
 * Reads the filters of an address: `colour=rosso`; `litres.min`, `litres.max` (both within) of numbers; `since.from`
 * (within), `since.to` (without) of dates.
 */
export function readCustomConditions(
  rules: readonly CustomFieldRule[],
  given: Readonly<Record<string, string>>,
): { conditions: CustomCondition[]; problems: CustomProblem[] } {
  const conditions: CustomCondition[] = [];
  const problems: CustomProblem[] = [];
  for (const [name, text] of Object.entries(given)) {
    const reading = readCondition(rules, name, text);
    if ('value' in reading) conditions.push(reading);
    else problems.push({ pointer: `/custom.${name}`, ...reading });
  }
  return { conditions, problems };
}

function readCondition(
  rules: readonly CustomFieldRule[],
  name: string,
  text: string,
): CustomCondition | { code: string; detail: string } {
  const [key = '', suffix] = name.split('.');
  const rule = rules.find((one) => one.key === key);
  if (!rule) return { code: 'UNKNOWN_FIELD', detail: `there is no custom field ${key}` };
  const range = suffix === undefined ? undefined : rangeOf(suffix);
  if (suffix !== undefined && range?.type !== rule.type)
    return { code: 'UNKNOWN_FIELD', detail: `${key} can't be filtered by .${suffix}` };
  const value = typed(rule.type, text);
  if (value === undefined)
    return { code: 'VALUE_INVALID', detail: `“${text}” is no ${rule.type.toLowerCase()}` };
  return { key, is: range?.is ?? 'equal', value };
}

function rangeOf(suffix: string): (typeof SUFFIXES)[keyof typeof SUFFIXES] | undefined {
  return Object.hasOwn(SUFFIXES, suffix) ? SUFFIXES[suffix as keyof typeof SUFFIXES] : undefined;
}

function typed(type: CustomFieldRule['type'], text: string): CustomValue | undefined {
  switch (type) {
    case 'TEXT':
    case 'CHOICE':
      return text;
    case 'NUMBER':
      return NUMERAL.test(text) ? Number(text) : undefined;
    case 'DATE':
      return isDay(text) ? text : undefined;
    case 'FLAG':
      return text === 'true' || text === 'false' ? text === 'true' : undefined;
  }
}
