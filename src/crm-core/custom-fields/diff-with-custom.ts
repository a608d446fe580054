import { diff } from '../../platform/journal/index.js';
import type { Prisma } from '../../platform/prisma/generated/client.js';
import type { CustomValues } from './domain/custom-field.js';

/** `diff`, with the custom fields one by one: `custom.colour`. */
export function diffWithCustom(
  before: { custom: Prisma.JsonValue },
  changes: object & { custom?: unknown },
): Prisma.InputJsonObject {
  const { custom, ...columns } = changes;
  if (custom === undefined) return diff(before, columns);
  const [old, now] = [before.custom as CustomValues, custom as CustomValues];
  const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  const dotted = (values: CustomValues): object =>
    Object.fromEntries(keys.map((key) => [`custom.${key}`, values[key] ?? null]));
  return { ...diff(before, columns), ...diff(dotted(old), dotted(now)) };
}
