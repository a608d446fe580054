import { type ProtectedField } from '../access/index.js';
import { PROTECTED, PROTECTED_FACTS, PROTECTED_NAMES } from './protected.decorator.js';

/** A JSON schema, as far as it matters here. */
export interface Schema {
  $ref?: string;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  items?: Schema;
  additionalProperties?: Schema | boolean;
  [PROTECTED]?: ProtectedField;
  [PROTECTED_FACTS]?: boolean;
  [PROTECTED_NAMES]?: string;
}

interface Member {
  readonly field: ProtectedField | undefined;
  readonly isFacts: boolean;
  /** The entity whose fields its members are named after. */
  readonly namesOf: string | undefined;
  readonly shape: Shape;
}

/** Where protected fields stand in a JSON value. */
export interface Shape {
  readonly properties: Map<string, Member>;
  /** Of the elements of an array. */
  items?: Shape;
  /** Of the values of a map. */
  values?: Shape;
}

/** Reads the shapes of one document; a schema that names itself is a shape that holds itself. */
export class ShapeReader {
  private readonly named = new Map<string, Shape>();

  constructor(private readonly schemas: Readonly<Record<string, Schema>>) {}

  read(schema: Schema | undefined): Shape {
    if (schema?.$ref !== undefined) return this.resolve(schema.$ref);
    const shape = emptyShape();
    if (schema) this.fill(shape, schema);
    return shape;
  }

  private resolve(ref: string): Shape {
    const known = this.named.get(ref);
    if (known) return known;
    const shape = emptyShape();
    this.named.set(ref, shape);
    const target = this.schemas[ref.replace('#/components/schemas/', '')];
    if (target) this.fill(shape, target);
    return shape;
  }

  private fill(shape: Shape, schema: Schema): void {
    for (const part of [...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])])
      merge(shape, this.read(part));
    for (const [name, property] of Object.entries(schema.properties ?? {}))
      shape.properties.set(name, {
        field: property[PROTECTED],
        isFacts: property[PROTECTED_FACTS] === true,
        namesOf: property[PROTECTED_NAMES],
        shape: this.read(property),
      });
    if (schema.items) shape.items = this.read(schema.items);
    if (typeof schema.additionalProperties === 'object')
      shape.values = this.read(schema.additionalProperties);
  }
}

/** Whether there is anything to protect in values of this shape. */
export function protectsAnything(shape: Shape | undefined, seen = new Set<Shape>()): boolean {
  if (!shape || seen.has(shape)) return false;
  seen.add(shape);
  return (
    [...shape.properties.values()].some(
      ({ field, isFacts, namesOf, shape: inner }) =>
        field !== undefined || isFacts || namesOf !== undefined || protectsAnything(inner, seen),
    ) ||
    protectsAnything(shape.items, seen) ||
    protectsAnything(shape.values, seen)
  );
}

function emptyShape(): Shape {
  return { properties: new Map() };
}

function merge(into: Shape, { properties, items, values }: Shape): void {
  for (const [name, member] of properties) into.properties.set(name, member);
  if (items) into.items = items;
  if (values) into.values = values;
}
