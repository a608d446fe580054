import type { OpenAPIObject } from '@nestjs/swagger';
import { API_KEY_SCHEME } from '../access/index.js';
import { PROTECTED } from '../field-rules/protected.decorator.js';

interface Operation {
  'x-access'?: string;
  'x-interactive-only'?: boolean;
  security?: object[];
  responses: Record<string, object>;
}

const ANY_PROBLEM = {
  description:
    'Any other problem: 400 a request that can’t be read, 413 one that is too large, 415 another content type than JSON, 429 too many requests, 500 a fault of ours, 503 the database is away (`Retry-After` says when to try again).',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemResponse' } } },
};

/** What holds for every operation alike is written once here instead of on each route. */
export function finishDocument(document: OpenAPIObject): OpenAPIObject {
  for (const path of Object.values(document.paths)) {
    for (const operation of Object.values(path as Record<string, Operation>)) {
      if (operation['x-access'] === 'public') operation.security = [];
      if (operation['x-interactive-only'])
        operation.security = operation.security?.filter((scheme) => !(API_KEY_SCHEME in scheme)) ?? [];
      operation.responses['default'] = ANY_PROBLEM;
    }
  }
  const finished = withoutSingleAllOf(document) as OpenAPIObject;
  for (const schema of Object.values(finished.components?.schemas ?? {}))
    describeProtected(schema as ObjectSchema);
  return finished;
}

interface ObjectSchema {
  required?: string[];
  properties?: Record<string, { description?: string; [PROTECTED]?: string }>;
}

/** A protected field is left out for some readers, so none can count on it. */
function describeProtected(schema: ObjectSchema): void {
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const field = property[PROTECTED];
    if (field === undefined) continue;
    schema.required = schema.required?.filter((one) => one !== name) ?? [];
    property.description = [
      property.description,
      `Protected as \`${field}\`: who may not see it reads answers without it, and may not send it.`,
    ]
      .filter(Boolean)
      .join(' ');
  }
}

/** `allOf` of one schema says no more than the schema; 3.1 allows a description beside `$ref`. */
function withoutSingleAllOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSingleAllOf);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([key, inner]): [string, unknown][] =>
    key === 'allOf' && Array.isArray(inner) && inner.length === 1
      ? Object.entries(withoutSingleAllOf(inner[0]) as object)
      : [[key, withoutSingleAllOf(inner)]],
  );
  return Object.fromEntries(entries);
}
