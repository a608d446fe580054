import { distinctTags, MOST_TAGS } from '../../../tags/domain/tag.js';
import {
  type Group,
  GROUPS,
  isEmpty,
  isSame,
  type MergedField,
  type MergeRefusal,
  type MergeValues,
  type Side,
  SINGLE_FIELDS,
} from './merge-field.js';
import { groupSides } from './merge-groups.js';

export const MOST_NOTES = 10_000;

/** A later one outranks an earlier one: who buys stays a customer, whichever of the two records knew it. */
const LIFECYCLES = ['LEAD', 'LOST', 'PROSPECT', 'DORMANT', 'CUSTOMER'];

/**
 * What a merge makes of two clients, field by field. Without a choice the target's value stays, and the source's fills
 * what the target has not; tags are united, notes follow each other, the further lifecycle wins.
 * @param take whose value each named field gets
 * @returns every field with both values and the result, and what speaks against it
 */
export function planMerge(
  target: MergeValues,
  source: MergeValues,
  take: Readonly<Record<string, Side>>,
): { fields: MergedField[]; refusals: MergeRefusal[] } {
  const custom = [...new Set([...Object.keys(target), ...Object.keys(source)])].filter((field) =>
    field.startsWith('custom.'),
  );
  const known = new Set<string>([...SINGLE_FIELDS, ...Object.values(GROUPS).flat(), ...custom]);
  const unknown = Object.keys(take).filter((field) => !known.has(field));
  const groups = (Object.keys(GROUPS) as Group[]).map((group) => groupSides(group, target, source, take));
  const sides = Object.assign({}, ...groups.map((group) => group.sides)) as Record<string, Side>;
  const fields = [...SINGLE_FIELDS, ...Object.values(GROUPS).flat(), ...custom.sort()].map((field) =>
    merged(field, target[field] ?? null, source[field] ?? null, take[field] ?? sides[field]),
  );
  return {
    fields,
    refusals: [
      ...unknown.map((field) => ({
        field,
        code: 'UNKNOWN_FIELD',
        detail: `${field} is no field of these clients`,
      })),
      ...groups.flatMap(({ refusals }) => refusals),
      ...abroad(fields),
      ...tooMuch(fields),
    ],
  };
}

function merged(field: string, target: unknown, source: unknown, side: Side | undefined): MergedField {
  const both = { field, target, source };
  if (isSame(target, source)) return { ...both, result: target, from: 'same' };
  const from = side ?? (isEmpty(target) ? 'source' : isEmpty(source) ? 'target' : undefined);
  if (from) return { ...both, result: from === 'target' ? target : source, from };
  return { ...both, ...united(field, target, source) };
}

/** Both clients have a value, and nobody chose. */
function united(field: string, target: unknown, source: unknown): Pick<MergedField, 'result' | 'from'> {
  switch (field) {
    case 'tags':
      return { result: distinctTags([...(target as string[]), ...(source as string[])]), from: 'both' };
    case 'notes':
      return { result: `${target as string}\n\n${source as string}`, from: 'both' };
    case 'lifecycle':
      return LIFECYCLES.indexOf(source as string) > LIFECYCLES.indexOf(target as string)
        ? { result: source, from: 'source' }
        : { result: target, from: 'target' };
    default:
      return { result: target, from: 'target' };
  }
}

/** The forms of a P.IVA and of a CAP are their country's. */
function abroad(fields: readonly MergedField[]): MergeRefusal[] {
  const at = (name: string): MergedField | undefined => fields.find(({ field }) => field === name);
  const [country, vatNumber] = [at('country'), at('vatNumber')];
  if (!country || !vatNumber || country.from === 'same' || isEmpty(vatNumber.result)) return [];
  if (vatNumber.from === 'same' || vatNumber.from === country.from) return [];
  const detail = `the clients are in two countries: take vatNumber and country from the same one`;
  return [{ field: 'country', code: 'MERGE_WOULD_MIX', detail }];
}

function tooMuch(fields: readonly MergedField[]): MergeRefusal[] {
  return fields.flatMap(({ field, result, from }) => {
    if (from !== 'both') return [];
    const [most, what] = field === 'tags' ? [MOST_TAGS, 'tags'] : [MOST_NOTES, 'characters of notes'];
    if ((result as string | string[]).length <= most) return [];
    const detail = `together they have more than ${most} ${what}: say whose to take`;
    return [{ field, code: 'MERGE_TOO_MUCH', detail }];
  });
}
