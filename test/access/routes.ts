import { openApiDocument } from '#app/platform/openapi/openapi.js';
import type { Story } from '../support/story.ts';
import { POLICY, type PolicyLine } from './policy.ts';

/** One operation of the OpenAPI document beside its line of the policy. */
export interface Route {
  operationId: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  /** What the route itself says. */
  access: string;
  /** The status of its documented success. */
  success: number;
  /** Whether the document says that an API key may call it. */
  takesKeys: boolean;
  line: PolicyLine | undefined;
}

interface Operation {
  operationId: string;
  'x-access': string;
  security?: object[];
  responses: Record<string, unknown>;
}

export function readRoutes({ app }: Story): Route[] {
  const paths = openApiDocument(app).paths as unknown as Record<string, Record<string, Operation>>;
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      path,
      method: method.toUpperCase() as Route['method'],
      operationId: operation.operationId,
      access: operation['x-access'],
      success: Number(Object.keys(operation.responses).find((status) => status.startsWith('2'))),
      takesKeys: operation.security?.some((scheme) => 'apiKey' in scheme) ?? false,
      line: POLICY[operation.operationId],
    })),
  );
}

export interface Answer {
  status: number;
  body: string;
}

/** Calls a route as somebody, with whatever record it names. */
export async function callRoute(
  { app }: Story,
  { method, path, line }: Route,
  call: { token?: string | undefined; id: string; body?: object | undefined },
): Promise<Answer> {
  const query = line?.query ? `?${line.query}` : '';
  const answer = await app.inject({
    method,
    url: path.replace(/\{[^}]+\}/g, call.id) + query,
    headers: { ...(call.token && { authorization: `Bearer ${call.token}` }) },
    ...(call.body && { payload: call.body }),
  });
  return { status: answer.statusCode, body: answer.payload };
}

/** Without what differs between any two answers. */
export function comparable({ body }: Answer): string {
  return body.replace(/"(requestId|instance)":"[^"]*"/g, '');
}
