import { openApiDocument } from '#app/platform/openapi/openapi.js';
import type { Story } from '../support/story.ts';

interface Schema {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  additionalProperties?: unknown;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
}

/** One object that a body is made of: where it stands, and the names that it knows. */
export interface BodyObject {
  /** From the body down: names of properties; 0 for the first element of an array. */
  path: (string | 0)[];
  known: ReadonlySet<string>;
}

/** The objects with fixed names that the JSON body of each operation is made of, the body itself first. */
export function bodyObjects({ app }: Story): Map<string, BodyObject[]> {
  const document = openApiDocument(app) as unknown as {
    components: { schemas: Record<string, Schema> };
    paths: Record<string, Record<string, Operation>>;
  };
  const resolve = (schema: Schema): Schema =>
    schema.$ref ? (document.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}) : schema;
  const walk = (given: Schema, path: (string | 0)[]): BodyObject[] => {
    const schema = resolve(given);
    const parts = [...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
    const own = schema.properties
      ? [{ path, known: new Set(Object.keys(schema.properties)) }]
      : ([] as BodyObject[]);
    return [
      ...own,
      ...parts.flatMap((part) => walk(part, path)),
      ...Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => walk(inner, [...path, name])),
      ...(schema.items ? walk(schema.items, [...path, 0]) : []),
    ];
  };
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
  return new Map(
    operations.flatMap(({ operationId, requestBody }) => {
      const schema = requestBody?.content['application/json']?.schema;
      return schema ? [[operationId, walk(schema, [])] as const] : [];
    }),
  );
}

interface Operation {
  operationId: string;
  requestBody?: { content: Record<string, { schema: Schema }> };
}

/** A body with one more member in the object at this place; what is not there on the way is made. */
export function withMember(
  body: unknown,
  [step, ...rest]: (string | 0)[],
  member: Readonly<Record<string, unknown>>,
): unknown {
  if (step === undefined) return { ...(body as object), ...member };
  if (step === 0) return [withMember((body as unknown[] | undefined)?.[0], rest, member)];
  const before = body as Record<string, unknown> | undefined;
  return { ...before, [step]: withMember(before?.[step], rest, member) };
}
