import { dateTime, day, money, NONE } from '#lib/format/format.ts';
import { language } from '#lib/i18n/language.svelte.ts';
import { factName, valueName, yesOrNo } from './fact-words.ts';

const MOST_CHARACTERS = 120;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;
const DAY = /^\d{4}-\d\d-\d\d$/;
const MONEY: ReadonlySet<string> = new Set(['amount', 'orderAmount', 'listPrice', 'unitPrice', 'net']);

type Facts = Readonly<Record<string, unknown>>;
/** @returns what the id or the key in this fact is called; undefined: nobody here knows */
export type Naming = (fact: string, id: string) => string | undefined;

/** What a journal entry tells, line by line: `from → to` for an edit. Ids without a name say nothing and are left out. */
export function factsOf(entity: string, facts: Facts, naming: Naming): [name: string, told: string][] {
  return Object.entries(flat(facts)).flatMap(([name, value]) => {
    const told = tell(entity, name, value, naming);
    return told === undefined ? [] : [[factName(entity, name), told]];
  });
}

/** Both sides of a deal become what differs between them; a group of changes is told like changes of their own. */
function flat({ before, after, changes, previous, ...others }: Facts): Facts {
  return { ...others, ...sides(before, after), ...(isGroup(changes) && edits(changes, previous)) };
}

/** @param previous what the changed fields were before, where the changes themselves don't say it */
function edits(changes: Facts, previous: unknown): Facts {
  const from = isGroup(previous) ? previous : {};
  return Object.fromEntries(
    Object.entries(changes).map(([name, to]) => [
      name,
      isChange(to) || !(name in from) ? to : { from: from[name], to },
    ]),
  );
}

function sides(before: unknown, after: unknown): Facts {
  const [from, to] = [isGroup(before) ? before : {}, isGroup(after) ? after : {}];
  const isEdit = isGroup(before) && isGroup(after);
  const names = [...new Set([...Object.keys(from), ...Object.keys(to)])];
  const told = names
    .filter((name) => JSON.stringify(from[name]) !== JSON.stringify(to[name]))
    .map((name): [string, unknown] => [
      name,
      isEdit ? { from: from[name], to: to[name] } : (to[name] ?? from[name]),
    ]);
  return Object.fromEntries<unknown>(told.filter(([, value]) => value !== null));
}

function tell(entity: string, name: string, value: unknown, naming: Naming): string | undefined {
  const said = (one: unknown) => plain(entity, name, one, naming);
  if (!isChange(value)) return said(value);
  const [from, to] = [said(value.from), said(value.to)];
  return from === undefined && to === undefined ? undefined : `${from ?? NONE} → ${to ?? NONE}`;
}

function plain(entity: string, name: string, value: unknown, naming: Naming): string | undefined {
  if (value === null || value === undefined || value === '') return NONE;
  if (typeof value === 'boolean') return yesOrNo(value);
  if (Array.isArray(value)) {
    const known = value
      .map((one: unknown) => plain(entity, name, one, naming))
      .filter((one) => one !== undefined);
    if (value.length > 0 && known.length === 0) return undefined;
    return value.length === 0 ? NONE : short(known.join(', '));
  }
  if (isGroup(value)) {
    const told = Object.entries(value).map(([part, one]) => [
      factName(entity, part),
      plain(entity, part, one, naming),
    ]);
    return short(told.map((pair) => pair.join(' ')).join(', '));
  }
  if (typeof value !== 'string') return JSON.stringify(value);
  const named = naming(name, value);
  if (named !== undefined) return named;
  if (UUID.test(value)) return undefined;
  if (INSTANT.test(value)) return dateTime(value);
  if (DAY.test(value)) return day(value);
  if (MONEY.has(name)) return money(value, 2);
  return short(valueName(entity, name, value, language.now) ?? value);
}

function short(text: string): string {
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
}

function isGroup(value: unknown): value is Facts {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isChange(value: unknown): value is { from: unknown; to: unknown } {
  return isGroup(value) && 'from' in value && 'to' in value;
}
