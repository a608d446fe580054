import { type FieldReader, hiddenNames, isHidden } from '../access/index.js';
import type { Shape } from './shape.js';

/** An answer as this reader may see it: without the fields that are hidden, otherwise the same. */
export function redacted(value: unknown, shape: Shape | undefined, reader: FieldReader): unknown {
  if (!shape) return value;
  if (Array.isArray(value)) return value.map((element) => redacted(element, shape.items, reader));
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).flatMap(([name, inner]): [string, unknown][] => {
    const member = shape.properties.get(name);
    if (!member) return [[name, redacted(inner, shape.values, reader)]];
    if (member.field !== undefined && isHidden(member.field, value, reader)) return [];
    if (member.isFacts) return [[name, told(inner, value, reader)]];
    const shown = member.namesOf === undefined ? inner : withoutRowsOf(inner, member.namesOf, reader);
    return [[name, redacted(shown, member.shape, reader)]];
  });
  return Object.fromEntries(entries);
}

/** Rows that speak of one field each, without those of hidden ones. */
function withoutRowsOf(rows: unknown, entity: string, reader: FieldReader): unknown {
  const names = hiddenNames(entity, reader);
  return Array.isArray(rows)
    ? rows.filter((row) => !isRecord(row) || !names.has(String(row['field'])))
    : rows;
}

/** The facts of a journal row, whose entity stands beside them. */
function told(facts: unknown, row: Record<string, unknown>, reader: FieldReader): unknown {
  return factsFor(facts, String(row['entity']), reader);
}

/** The facts of a journal row of this entity, as this reader may know them. */
export function factsFor(facts: unknown, entity: string, reader: FieldReader): unknown {
  const names = hiddenNames(entity, reader);
  return names.size === 0 ? facts : without(facts, names);
}

/** Without these names, at any depth. */
function without(value: unknown, names: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((element) => without(element, names));
  if (!isRecord(value)) return value;
  const kept = Object.entries(value).filter(([name]) => !names.has(name));
  return Object.fromEntries(kept.map(([name, inner]) => [name, without(inner, names)]));
}

/** Not a date, a decimal or a stream: these are values of their own. */
function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !('toJSON' in value) && !('pipe' in value);
}
