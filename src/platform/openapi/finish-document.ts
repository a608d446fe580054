import type { OpenAPIObject } from '@nestjs/swagger';
import { API_KEY_SCHEME } from '../access/index.js';
import { NO_IDEMPOTENCY_KEY_MARK } from '../idempotency/no-idempotency-key.decorator.js';
import { PROTECTED } from '../field-rules/protected.decorator.js';

interface Operation {
  'x-access'?: string;
  'x-interactive-only'?: boolean;
  security?: object[];
  parameters?: object[];
  responses: Record<string, object>;
}

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Done once, however often it is sent: for 24 hours the same key gives the first successful answer again, marked `Idempotent-Replayed: true`. Take a new one, such as a UUID, for each request.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};

const ANY_PROBLEM = {
  description:
    'Any other problem: 400 a request that can’t be read, 413 one that is too large, 415 another content type than JSON, 429 too many requests, 500 a fault of ours, 503 the database is away (`Retry-After` says when to try again).',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemResponse' } } },
};

/** What holds for every operation alike is written once here instead of on each route. */
export function finishDocument(document: OpenAPIObject): OpenAPIObject {
  for (const path of Object.values(document.paths)) {
    for (const [method, operation] of Object.entries(path as Record<string, Operation>)) {
      if (operation['x-access'] === 'public') operation.security = [];
      if (operation['x-interactive-only'])
        operation.security = operation.security?.filter((scheme) => !(API_KEY_SCHEME in scheme)) ?? [];
      if (method === 'post') describeIdempotency(operation);
      operation.responses['default'] = ANY_PROBLEM;
    }
  }
  const finished = withoutSingleAllOf(document) as OpenAPIObject;
  for (const schema of Object.values(finished.components?.schemas ?? {}))
    describeProtected(schema as ObjectSchema);
  return finished;
}

/** Whatever is done by permission can be sent again with a key, unless its route says why not. */
function describeIdempotency(operation: Operation): void {
  const access = operation['x-access'];
  if (access === 'public' || access === 'signed-in' || NO_IDEMPOTENCY_KEY_MARK in operation) return;
  operation.parameters = [...(operation.parameters ?? []), IDEMPOTENCY_KEY];
  operation.responses['409'] ??= problem('A request with this `Idempotency-Key` is under way.');
  operation.responses['422'] ??= problem('This `Idempotency-Key` was used for another request.');
}

function problem(description: string): object {
  return {
    description,
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemResponse' } } },
  };
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
