import {
  type Group,
  GROUPS,
  isEmpty,
  isSame,
  type MergeRefusal,
  type MergeValues,
  type Side,
} from './merge-field.js';

type Take = Readonly<Record<string, Side>>;

/** Never empty, so they don't tell whether the group is. */
const ALWAYS_THERE: readonly string[] = ['kind', 'country'];

/**
 * From which side each field of a group comes. Where both clients speak of the same thing (the same P.IVA, the same
 * address), field by field: the target's value, or the source's where the target has none. Otherwise the whole group
 * is one side's: the named one, or the target's unless it has nothing in it.
 */
export function groupSides(
  group: Group,
  target: MergeValues,
  source: MergeValues,
  take: Take,
): { sides: Record<string, Side>; refusals: MergeRefusal[] } {
  const fields: readonly string[] = GROUPS[group];
  if (speakOfTheSame(group, target, source)) {
    const sides = fields.map((field) => [field, take[field] ?? filled(target[field])] as const);
    return together(group, Object.fromEntries(sides), target, take);
  }
  const [named] = fields.flatMap((field) => take[field] ?? []);
  const side = named ?? (hasAny(fields, target) || !mayFill(group, target, source) ? 'target' : 'source');
  const odd = fields.filter((field) => take[field] !== undefined && take[field] !== side);
  return {
    sides: Object.fromEntries(fields.map((field) => [field, side])),
    refusals: odd.map((field) => ({ field, code: 'MERGE_WOULD_MIX', detail: mixed(field, fields) })),
  };
}

function filled(value: unknown): Side {
  return isEmpty(value) ? 'source' : 'target';
}

/** Of two countries the P.IVA and the place come from one client: what the one has is not filled up from the other. */
function mayFill(group: Group, target: MergeValues, source: MergeValues): boolean {
  if (group === 'authorization' || alike(target['country'], source['country'])) return true;
  return ![...GROUPS.tax, ...GROUPS.place].some((field) => hasAny([field], target));
}

function hasAny(fields: readonly string[], values: MergeValues): boolean {
  return fields.some((field) => !ALWAYS_THERE.includes(field) && !isEmpty(values[field]));
}

/** A position is one value of two numbers, whatever else is decided. */
function together(
  group: Group,
  sides: Record<string, Side>,
  target: MergeValues,
  take: Take,
): { sides: Record<string, Side>; refusals: MergeRefusal[] } {
  if (group !== 'place') return { sides, refusals: [] };
  const pair = ['latitude', 'longitude'];
  if (take['latitude'] && take['longitude'] && take['latitude'] !== take['longitude'])
    return {
      sides,
      refusals: [{ field: 'longitude', code: 'MERGE_WOULD_MIX', detail: mixed('longitude', pair) }],
    };
  const side = take['latitude'] ?? take['longitude'] ?? filled(target['latitude']);
  return { sides: { ...sides, latitude: side, longitude: side }, refusals: [] };
}

function speakOfTheSame(group: Group, target: MergeValues, source: MergeValues): boolean {
  const agree = (field: string): boolean => !isEmpty(target[field]) && alike(target[field], source[field]);
  const contradict = (field: string): boolean =>
    !isEmpty(target[field]) && !isEmpty(source[field]) && !alike(target[field], source[field]);
  switch (group) {
    case 'tax':
      return (
        (agree('vatNumber') || agree('taxCode')) &&
        !['vatNumber', 'taxCode', 'kind'].some(contradict) &&
        alike(target['country'], source['country'])
      );
    case 'place':
      return (
        (agree('postalCode') || agree('city')) &&
        !['street', 'city', 'province', 'postalCode', 'country'].some(contradict)
      );
    case 'authorization':
      return agree('admAuthorizationNumber');
  }
}

/** Case aside. */
function alike(one: unknown, other: unknown): boolean {
  return typeof one === 'string' && typeof other === 'string'
    ? one.trim().toLowerCase() === other.trim().toLowerCase()
    : isSame(one, other);
}

function mixed(field: string, fields: readonly string[]): string {
  return `${field} can't be taken from another client than ${fields.filter((other) => other !== field).join(', ')}: they belong together`;
}
