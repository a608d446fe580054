import type { Problem } from '#lib/api/problem.ts';
import { inItalian, refusedOf } from '#lib/api/refused.ts';
import { WEEKDAYS } from '#lib/hours/weekdays.ts';
import { words } from './words.ts';

/** What was refused, by the field at which it is said: `custom.colour`, `hours.mon`, `position` for either coordinate. */
export function faultsOf(problem: Problem): Record<string, string> {
  const errors = problem.document.errors ?? [];
  const found = errors.map(({ pointer, code, detail }) => {
    const field = fieldOf(pointer, detail);
    const isRange = field === 'position' && (code === 'MIN' || code === 'MAX');
    return [field, isRange ? words.t.positionRange : refusedOf({ code, detail })];
  });
  if (problem.code === 'VAT_NUMBER_TAKEN')
    found.push(['vatNumber', inItalian(problem.code) ?? problem.message]);
  return Object.fromEntries(found) as Record<string, string>;
}

function fieldOf(pointer: string, detail: string): string {
  const name = pointer.slice(1).replace('/', '.');
  if (name === 'latitude' || name === 'longitude') return 'position';
  // The API names the day in its detail: `mon: 19:30–09:00 ends before it begins`.
  if (name === 'openingHours')
    return `hours.${WEEKDAYS.find((day) => detail.startsWith(day)) ?? WEEKDAYS[0]}`;
  return name.startsWith('custom.') ? name : (name.split('.')[0] ?? name);
}
