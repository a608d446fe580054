import { NONE } from '#lib/format/format.ts';

const MOST_CHARACTERS = 120;

/** What a journal entry tells, line by line: `from → to` for an edit, else the value as it stands. */
export function factsOf(facts: Readonly<Record<string, unknown>>): [string, string][] {
  return Object.entries(facts).map(([name, told]) => [name, tell(told)]);
}

function tell(told: unknown): string {
  if (isChange(told)) return `${plain(told.from)} → ${plain(told.to)}`;
  return plain(told);
}

function isChange(told: unknown): told is { from: unknown; to: unknown } {
  return typeof told === 'object' && told !== null && 'from' in told && 'to' in told;
}

function plain(value: unknown): string {
  if (value === null || value === undefined || value === '') return NONE;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
}
