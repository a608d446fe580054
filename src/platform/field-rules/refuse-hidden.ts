import { type FieldReader, hiddenNames, type ProtectedField, protectionOf } from '../access/index.js';
import { DomainError, type FieldProblem } from '../errors/domain-error.js';
import type { FieldPlan } from './field-plan.js';
import type { Shape } from './shape.js';

/**
 * Whoever may not see a field neither writes it nor finds out about it by filtering or sorting.
 * @throws DomainError FIELD_HIDDEN (403), naming each place
 */
export function refuseHidden(
  plan: FieldPlan,
  input: { query: Readonly<Record<string, unknown>>; body: unknown },
  reader: FieldReader,
): void {
  if (reader.hiddenFields.size === 0) return;
  const errors = [
    ...Object.keys(input.query).flatMap((name) => problem(`/${name}`, plan.filters.get(name), reader)),
    ...sortsOf(input.query['sort']).flatMap((name) => problem('/sort', plan.sorts.get(name), reader)),
    ...written(input.body, plan.body, '', reader),
  ];
  if (errors.length === 0) return;
  const detail = errors.map((error) => error.detail).join(' ');
  throw new DomainError('forbidden', 'FIELD_HIDDEN', detail, { errors });
}

function sortsOf(sort: unknown): string[] {
  return [sort].flat().map((name) => String(name).replace(/^-/, ''));
}

function written(
  value: unknown,
  shape: Shape | undefined,
  pointer: string,
  reader: FieldReader,
): FieldProblem[] {
  if (!shape || typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value))
    return value.flatMap((element, index) => written(element, shape.items, `${pointer}/${index}`, reader));
  return Object.entries(value).flatMap(([name, inner]) => {
    const member = shape.properties.get(name);
    const place = `${pointer}/${name}`;
    return [
      ...problem(place, member?.field, reader),
      ...named(inner, member?.namesOf, place, reader),
      ...written(inner, member ? member.shape : shape.values, place, reader),
    ];
  });
}

/** The keys of a map that name hidden fields. */
function named(
  value: unknown,
  entity: string | undefined,
  pointer: string,
  reader: FieldReader,
): FieldProblem[] {
  if (entity === undefined || typeof value !== 'object' || value === null) return [];
  const hidden = hiddenNames(entity, reader);
  return Object.keys(value)
    .filter((name) => hidden.has(name))
    .map((name) => ({
      pointer: `${pointer}/${name}`,
      code: 'FIELD_HIDDEN',
      detail: `Your role does not see ${name}.`,
    }));
}

function problem(pointer: string, field: ProtectedField | undefined, reader: FieldReader): FieldProblem[] {
  if (field === undefined || !reader.hiddenFields.has(field)) return [];
  const detail = `Your role does not see this: ${protectionOf(field).description}.`;
  return [{ pointer, code: 'FIELD_HIDDEN', detail }];
}
