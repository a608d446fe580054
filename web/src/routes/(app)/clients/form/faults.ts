import type { Problem } from '#lib/api/problem.ts';
import { REFUSALS } from '#lib/api/refusals.ts';
import { language } from '#lib/i18n/language.svelte.ts';

/** What was refused, by the field at which it is said: `custom.colour`, `position` for either coordinate. */
export function faultsOf(problem: Problem): Record<string, string> {
  const errors = problem.document.errors ?? [];
  const found = errors.map(({ pointer, code, detail }) => [
    fieldOf(pointer),
    (language.now === 'it' ? REFUSALS[code] : undefined) ?? detail,
  ]);
  if (problem.code === 'VAT_NUMBER_TAKEN')
    found.push(['vatNumber', REFUSALS[problem.code] ?? problem.message]);
  return Object.fromEntries(found) as Record<string, string>;
}

function fieldOf(pointer: string): string {
  const name = pointer.slice(1).replace('/', '.');
  if (name === 'latitude' || name === 'longitude') return 'position';
  return name.startsWith('custom.') ? name : (name.split('.')[0] ?? name);
}
