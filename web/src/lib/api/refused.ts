import { language } from '#lib/i18n/language.svelte.ts';
import { fieldInWords } from './field-names.ts';
import type { ProblemDocument } from './problem.ts';
import { REFUSALS } from './refusals.ts';
import { begunSmall, ruleInWords } from './rules.ts';

type FieldRefusal = NonNullable<ProblemDocument['errors']>[number];

/** What was refused of one field, as it is said beside it. */
export function refusedOf({ code, detail }: Omit<FieldRefusal, 'pointer'>): string {
  return ruleInWords(code, detail, language.now) ?? inItalian(code) ?? detail;
}

/** The same away from the field: where it is a rule of the value, the field is named. */
export function refusedAlone({ pointer, code, detail }: FieldRefusal): string {
  const rule = ruleInWords(code, detail, language.now);
  if (rule === undefined) return inItalian(code) ?? detail;
  const field = fieldInWords(pointer, language.now);
  if (field !== undefined) return `${field}: ${begunSmall(rule)}`;
  const name = pointer.split('/').at(-1) ?? '';
  const what = language.now === 'it' ? 'Un dato non va bene' : 'Something is not right';
  return `${what}${name && ` («${name}»)`}: ${begunSmall(rule)}`;
}

/** @returns undefined for a code without words, and in English, where the API's own are good */
export function inItalian(code: string): string | undefined {
  return language.now === 'it' ? REFUSALS[code] : undefined;
}
