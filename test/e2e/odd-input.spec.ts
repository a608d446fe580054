import { openApiDocument } from '#app/platform/openapi/openapi.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nearlyFitting, oddValue } from '../support/odd-values.ts';
import { startStory, type Story } from '../support/story.ts';

const RUNS_PER_ROUTE = 40;
/** These would end the session that the others are called with; the sign-in stories have their own bad input. */
const ENDS_SESSION = ['logout', 'logoutAll', 'endSession', 'suspendUser', 'updateUser', 'changePassword'];

type Schema = Parameters<typeof nearlyFitting>[0];
interface Operation {
  operationId: string;
  parameters?: { name: string; in: string; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, unknown>;
}
interface Route extends Operation {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  path: string;
}

describe('odd input', () => {
  let story: Story;
  let routes: Route[];
  let components: Record<string, NonNullable<Schema>>;
  beforeAll(async () => {
    story = await startStory();
    const document = openApiDocument(story.app);
    components = document.components?.schemas as typeof components;
    routes = Object.entries(document.paths as Record<string, Record<string, Operation>>).flatMap(
      ([path, operations]) =>
        Object.entries(operations)
          .filter(([, { operationId }]) => !ENDS_SESSION.includes(operationId))
          .map(([method, operation]) => ({
            ...operation,
            path,
            method: method.toUpperCase() as Route['method'],
          })),
    );
  });
  afterAll(() => story.end());

  const requestTo = (route: Route) =>
    fc.record({
      path: fc.array(
        fc.oneof(fc.uuid(), fc.constantFrom('seven', '%00', '..', 'a'.repeat(300), story.people.aldo.id)),
        {
          minLength: 3,
          maxLength: 3,
        },
      ),
      query: fc.dictionary(
        fc.constantFrom(
          ...(route.parameters ?? []).filter((one) => one.in === 'query').map(({ name }) => name),
          'colour',
        ),
        fc.oneof(
          fc.constantFrom('1', 'true', 'PLANNED', '2026-01-01', 'createdAt', '-name'),
          oddValue.map(String),
        ),
        { maxKeys: 4 },
      ),
      body: nearlyFitting(route.requestBody?.content['application/json']?.schema, components),
    });

  it('never makes a route fail, and every answer is one that the document names', async () => {
    expect(routes.length).toBeGreaterThan(20);
    for (const route of routes) {
      await fc.assert(
        fc.asyncProperty(requestTo(route), async ({ path, query, body }) => {
          let parameter = 0;
          const url = route.path.replaceAll(/\{[^}]+\}/g, () =>
            encodeURIComponent(path[parameter++ % path.length] ?? ''),
          );
          const text =
            route.method === 'GET' || route.method === 'DELETE' ? undefined : JSON.stringify(body ?? null);
          const answer = await story.app.inject({
            method: route.method,
            url: `${url}?${new URLSearchParams(query).toString()}`,
            headers: {
              authorization: `Bearer ${story.people.admin.token}`,
              ...(text !== undefined && { 'content-type': 'application/json' }),
            },
            payload: text,
          });
          const said = {
            route: `${route.method} ${route.path}`,
            url,
            query,
            text,
            status: answer.statusCode,
            answer: answer.payload.slice(0, 300),
          };
          expect({ ...said, failed: answer.statusCode >= 500 && answer.statusCode !== 501 }).toEqual({
            ...said,
            failed: false,
          });
          if (answer.statusCode >= 400) {
            expect(answer.headers['content-type']).toMatch('application/problem+json');
            expect(answer.json()).toMatchObject({
              status: answer.statusCode,
              code: expect.stringMatching(/^[A-Z_0-9]+$/),
            });
          } else {
            expect(Object.keys(route.responses)).toContain(String(answer.statusCode));
          }
        }),
        { numRuns: RUNS_PER_ROUTE, endOnFailure: true },
      );
    }
  }, 240_000);
});
