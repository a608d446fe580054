import { type CustomFieldRule, type CustomValue, MOST_TEXT } from './custom-field.js';

export interface ValueProblem {
  code: string;
  detail: string;
}

type Reading = { value: CustomValue } | ValueProblem;
type Reader = (rule: CustomFieldRule, given: unknown) => Reading;

const DATE = /^(19|2\d)\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** How a value of each type is read; null and missing values are not asked about here. */
const READERS: Readonly<Record<CustomFieldRule['type'], Reader>> = {
  TEXT: (rule, given) => {
    if (typeof given !== 'string') return problem(rule, 'NOT_TEXT', 'must be text');
    const value = given.trim();
    const { minLength: least, maxLength: most } = rule;
    if (least !== null && value.length < least)
      return problem(rule, 'TOO_SHORT', `must have at least ${least} characters`);
    const limit = most ?? MOST_TEXT;
    return value.length > limit
      ? problem(rule, 'TOO_LONG', `may have at most ${limit} characters`)
      : { value };
  },
  NUMBER: (rule, given) => {
    if (typeof given !== 'number' || !Number.isFinite(given))
      return problem(rule, 'NOT_A_NUMBER', 'must be a number');
    const { minimum, maximum } = rule;
    if (minimum !== null && given < minimum) return problem(rule, 'TOO_SMALL', `must be at least ${minimum}`);
    return maximum !== null && given > maximum
      ? problem(rule, 'TOO_LARGE', `may be at most ${maximum}`)
      : { value: given };
  },
  DATE: (rule, given) => {
    if (!isDay(given)) return problem(rule, 'NOT_A_DATE', 'must be a date as YYYY-MM-DD');
    const { earliest, latest } = rule;
    if (earliest !== null && given < earliest)
      return problem(rule, 'TOO_EARLY', `must be ${earliest} or later`);
    return latest !== null && given > latest
      ? problem(rule, 'TOO_LATE', `must be ${latest} or earlier`)
      : { value: given };
  },
  CHOICE: (rule, given) =>
    typeof given === 'string' && rule.choices.includes(given)
      ? { value: given }
      : problem(rule, 'NOT_A_CHOICE', `must be one of ${rule.choices.join(', ')}`),
  FLAG: (rule, given) =>
    typeof given === 'boolean' ? { value: given } : problem(rule, 'NOT_A_FLAG', 'must be true or false'),
};

/** @returns the value as it is stored, or why it is refused */
export function readValue(rule: CustomFieldRule, given: unknown): Reading {
  return READERS[rule.type](rule, given);
}

/** A day of the calendar: 2026-02-29 is none. */
export function isDay(value: unknown): value is string {
  if (typeof value !== 'string' || !DATE.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

function problem({ key }: CustomFieldRule, code: string, what: string): ValueProblem {
  return { code, detail: `${key} ${what}` };
}
