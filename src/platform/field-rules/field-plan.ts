import type { OpenAPIObject } from '@nestjs/swagger';
import type { ProtectedField } from '../access/index.js';
import { PROTECTED } from './protected.decorator.js';
import { protectsAnything, type Schema, type Shape, ShapeReader } from './shape.js';

/** Where one operation touches protected fields. */
export interface FieldPlan {
  /** Query parameters that filter by one. */
  readonly filters: ReadonlyMap<string, ProtectedField>;
  /** Names that a list could be sorted by. */
  readonly sorts: ReadonlyMap<string, ProtectedField>;
  readonly body: Shape | undefined;
  readonly answer: Shape | undefined;
}

interface Media {
  content?: Record<string, { schema?: Schema }>;
}

interface Operation {
  operationId: string;
  parameters?: { name: string; in: string; schema?: Schema; [PROTECTED]?: ProtectedField }[];
  requestBody?: Media;
  responses: Record<string, Media>;
}

/** The plans of the operations that have any, by operation; read from the marks in the OpenAPI document. */
export function fieldPlans(document: OpenAPIObject): ReadonlyMap<string, FieldPlan> {
  const shapes = new ShapeReader(document.components?.schemas ?? {});
  const operations = Object.values(document.paths).flatMap(
    (path) => Object.values(path as object) as Operation[],
  );
  const plans = operations.map((operation) => [operation.operationId, planOf(operation, shapes)] as const);
  return new Map(plans.filter(([, { filters, body, answer }]) => filters.size > 0 || body || answer));
}

function planOf({ parameters = [], requestBody, responses }: Operation, shapes: ShapeReader): FieldPlan {
  const success = Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1];
  const [body, answer] = [requestBody, success].map((media) => {
    const shape = shapes.read(media?.content?.['application/json']?.schema);
    return protectsAnything(shape) ? shape : undefined;
  });
  const filters = parameters.flatMap((parameter) => {
    const field = parameter[PROTECTED] ?? parameter.schema?.[PROTECTED];
    return field ? [[parameter.name, field] as const] : [];
  });
  const row = answer?.properties.get('items')?.shape.items ?? answer;
  const isSorted = parameters.some(({ name, in: where }) => name === 'sort' && where === 'query');
  return { filters: new Map(filters), sorts: isSorted && row ? fieldsOf(row) : new Map(), body, answer };
}

function fieldsOf({ properties }: Shape): Map<string, ProtectedField> {
  return new Map([...properties].flatMap(([name, { field }]) => (field ? [[name, field] as const] : [])));
}
