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
  const paths = document.paths as unknown as Record<string, Record<string, Operation>>;
  const plans = Object.entries(paths).flatMap(([path, operations]) =>
    Object.values(operations).map((operation) => {
      const plan = planOf(operation, shapes);
      const list = paths[path.slice(0, path.lastIndexOf('/'))]?.['get'];
      // What isn't JSON shows no fields of its own: a file is sorted as the list is, below whose path it lies.
      const sorts = isSorted(operation) && !plan.answer && list ? planOf(list, shapes).sorts : plan.sorts;
      return [operation.operationId, { ...plan, sorts }] as const;
    }),
  );
  return new Map(plans.filter(([, plan]) => touchesAnything(plan)));
}

function touchesAnything({ filters, sorts, body, answer }: FieldPlan): boolean {
  return filters.size > 0 || sorts.size > 0 || body !== undefined || answer !== undefined;
}

function isSorted({ parameters = [] }: Operation): boolean {
  return parameters.some(({ name, in: where }) => name === 'sort' && where === 'query');
}

function planOf(operation: Operation, shapes: ShapeReader): FieldPlan {
  const { parameters = [], requestBody, responses } = operation;
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
  const sorts = isSorted(operation) && row ? fieldsOf(row) : new Map<string, ProtectedField>();
  return { filters: new Map(filters), sorts, body, answer };
}

function fieldsOf({ properties }: Shape): Map<string, ProtectedField> {
  return new Map([...properties].flatMap(([name, { field }]) => (field ? [[name, field] as const] : [])));
}
