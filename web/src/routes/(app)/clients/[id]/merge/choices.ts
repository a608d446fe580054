import type { Schemas } from '#lib/api/client.ts';
import { addressOf } from '#lib/clients/place.ts';
import { plainly } from '#lib/ui/conflict.ts';
import { fieldsInWords } from '../../form/conflicts.ts';
import { words as form } from '../../form/words.ts';
import { words } from './words.ts';

type Field = Schemas['MergedFieldResponse'];
type Side = 'source' | 'target';
export type Take = Record<string, Side>;
export type Kept = Side | 'both';

/** What says one thing together is taken from one client together, as the API asks. */
const GROUPS = {
  tax: ['kind', 'vatNumber', 'taxCode', 'sdiCode', 'pecEmail'],
  place: ['street', 'city', 'province', 'postalCode', 'country', 'latitude', 'longitude'],
  authorization: ['admAuthorizationNumber', 'admExpiresOn'],
} as const;
type Group = keyof typeof GROUPS;
/** Follows the contacts, which nobody chooses here. */
const LEFT_ALONE = ['primaryContactId'];

/** One decision: a field, or a group of them. */
export interface Choice {
  key: string;
  label: string;
  target: string;
  source: string;
  kept: Kept;
  fields: readonly Field[];
}

/** @param nameOf the name of a person by id */
export function choicesOf(
  fields: readonly Field[],
  nameOf: (id: string) => string | undefined,
): readonly Choice[] {
  const differing = fields.filter(({ from, field }) => from !== 'same' && !LEFT_ALONE.includes(field));
  const groups = (Object.keys(GROUPS) as Group[]).flatMap((group) => {
    const names: readonly string[] = GROUPS[group];
    const mine = differing.filter(({ field }) => names.includes(field));
    const all = fields.filter(({ field }) => names.includes(field));
    return mine.length === 0 ? [] : [groupChoice(group, all, mine)];
  });
  const grouped: readonly string[] = Object.values(GROUPS).flat();
  const singles = differing.filter(({ field }) => !grouped.includes(field));
  return [...groups, ...singles.map((field) => singleChoice(field, nameOf))];
}

/** Of a group only what the chosen side has is named: the rest follows. */
export function takeOf({ fields }: Choice, side: Side): Take {
  const filled = fields.filter((field) => !isEmpty(field[side]) && field.from !== 'same');
  return Object.fromEntries((filled.length > 0 ? filled : fields).map(({ field }) => [field, side]));
}

const isEmpty = (value: unknown): boolean => value === null || value === '';

function groupChoice(group: Group, all: readonly Field[], differing: readonly Field[]): Choice {
  const tell = (side: Side) => tellGroup(group, Object.fromEntries(all.map((one) => [one.field, one[side]])));
  const sides = new Set(differing.map(({ from }) => from));
  const [only] = sides;
  return {
    ...{ key: group, label: words.t.groups[group], fields: differing },
    ...{ target: tell('target'), source: tell('source') },
    kept: sides.size === 1 && only !== 'same' && only !== undefined ? only : 'both',
  };
}

function tellGroup(group: Group, values: Readonly<Record<string, unknown>>): string {
  if (group === 'place') return addressOf(values) || words.t.empty;
  const shown = GROUPS[group]
    .filter((name) => !isEmpty(values[name]))
    .map((name) => tell(name, values[name]));
  return shown.join(' · ') || words.t.empty;
}

function singleChoice(one: Field, nameOf: (id: string) => string | undefined): Choice {
  const { field, from } = one;
  const names: Readonly<Record<string, string>> = { ...form.t.fields, ...words.t.more };
  const show = (value: unknown) =>
    field === 'ownerId' && typeof value === 'string' ? (nameOf(value) ?? value) : tell(field, value);
  return {
    ...{ key: field, label: names[field] ?? field.replace('custom.', ''), fields: [one] },
    ...{ target: show(one.target), source: show(one.source) },
    kept: from === 'same' ? 'both' : from,
  };
}

function tell(field: string, value: unknown): string {
  if (isEmpty(value) || (Array.isArray(value) && value.length === 0)) return words.t.empty;
  const isRecord =
    typeof value === 'object' && !(Array.isArray(value) && value.every((one) => typeof one === 'string'));
  return isRecord ? words.t.filled : (fieldsInWords()[field]?.show ?? plainly)(value);
}
