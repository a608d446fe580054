import { openApiDocument } from '#app/platform/openapi/openapi.js';
import type { Story } from '../support/story.ts';
import { POLICY, type PolicyLine } from '../access/policy.ts';

/** As much of a JSON schema as the document uses and a generator of requests reads. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  default?: unknown;
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  items?: Schema;
  example?: unknown;
}

export interface Operation {
  operationId: string;
  parameters?: { name: string; in: string; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { content?: Record<string, { schema?: Schema }> }>;
}

export interface ContractRoute extends Operation {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  /** Where its responses stand in the document, as a JSON pointer. */
  pointer: string;
  line: PolicyLine | undefined;
}

export interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

export const readDocument = ({ app }: Story): Document =>
  JSON.parse(JSON.stringify(openApiDocument(app))) as Document;

/** Every operation of the document, with its line of the access policy. */
export function routesOf({ paths }: Document): ContractRoute[] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      ...operation,
      path,
      method: method.toUpperCase() as ContractRoute['method'],
      pointer: `/paths/${path.replaceAll('~', '~0').replaceAll('/', '~1')}/${method}`,
      line: POLICY[operation.operationId],
    })),
  );
}
