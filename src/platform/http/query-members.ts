import type { ArgumentMetadata } from '@nestjs/common';

/** `custom.colour`, `custom[colour]`, `custom[litres.min]`: a member of an object in a query. */
const MEMBER =
  /^([a-z]\w{0,40})(?:\.([a-z]\w{0,40}(?:\.[a-z]\w{0,40})?)|\[([a-z]\w{0,40}(?:\.[a-z]\w{0,40})?)\])$/i;

/**
 * A query with `custom.colour=rosso` or `custom[colour]=rosso` as `{ custom: { colour: 'rosso' } }`. What doesn't look
 * like a member, or bears a name that every object has, stays as it is and is refused as unknown.
 */
export function membersGathered(given: unknown, { type }: ArgumentMetadata): unknown {
  if (type !== 'query' || typeof given !== 'object' || given === null) return given;
  const plain: [string, unknown][] = [];
  const gathered = new Map<string, [string, unknown][]>();
  for (const [name, value] of Object.entries(given)) {
    const [, object, dotted, bracketed] = MEMBER.exec(name) ?? [];
    const member = dotted ?? bracketed;
    if (object === undefined || member === undefined || object in given || member in Object.prototype)
      plain.push([name, value]);
    else gathered.set(object, [...(gathered.get(object) ?? []), [member, value]]);
  }
  if (gathered.size === 0) return given;
  const objects = [...gathered].map(([object, members]) => [object, Object.fromEntries(members)] as const);
  return Object.fromEntries([...plain, ...objects]);
}
