import { openApiDocument } from '#app/platform/openapi/openapi.js';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type EveryRoute, everyRoute } from '../access/every-route.ts';
import { callRoute } from '../access/routes.ts';
import { storedSecrets } from '../access/stored-secrets.ts';
import { MISSING } from '../access/world.ts';
import { signIn } from '../support/people.ts';
import { startStory, type Story } from '../support/story.ts';

jest.setTimeout(120_000);

/** Names that sound like a secret and are none, or are shown once to the one whom they belong to. */
const HARMLESS = [
  // The seed of the route search, with which a plan can be made again.
  ...[
    'RouteResponse.seed',
    'RouteSummaryResponse.seed',
    'PlanDayDto.seed',
    'PlanWeekDto.seed',
    'FindDayDto.seed',
  ],
  // The seed of one's own second factor, shown once, before it is on.
  'SecondFactorEnrolmentResponse.secret',
  // Of a webhook: shown once when it is made or rotated; and a moment.
  ...['WebhookWithSecretResponse.secret', 'WebhookWithSecretResponse.formerSecretUntil'],
  'WebhookResponse.formerSecretUntil',
  // One of the roles that every installation has.
  'RoleResponse.seeded',
];

describe('hashes, seals and seeds', () => {
  let story: Story;
  let every: EveryRoute;
  beforeAll(async () => {
    story = await startStory();
    every = await everyRoute(story);
  });
  afterAll(() => story.end());

  it('have no place in any answer that the document describes', () => {
    const { schemas } = openApiDocument(story.app).components as unknown as {
      schemas: Record<string, { properties?: Record<string, unknown> }>;
    };
    const named = Object.entries(schemas).flatMap(([schema, { properties = {} }]) =>
      Object.keys(properties).map((property) => `${schema}.${property}`),
    );
    expect(named.length).toBeGreaterThan(300);
    const suspicious = named.filter((name) => /\.\w*(hash|salt|seed|sealed|secret|digest)\w*$/i.test(name));
    expect(suspicious.filter((name) => !HARMLESS.includes(name))).toEqual([]);
  });

  it('stand in no answer of any route, errors included', async () => {
    const { admin, alma } = story.people;
    await story.outside.post('/api/v1/auth/forgot-password').send({ email: alma.email });
    const leaks: string[] = [];
    let answered = 0;
    for (const route of every.routes) {
      const target = route.line.target;
      const isWrite = route.method !== 'GET' && target !== undefined && !route.line.shared;
      const known = isWrite ? await every.world.another(admin, target) : await every.recordFor(route, alma);
      const answers = [];
      for (const id of [known, MISSING, 'no-uuid']) {
        const body = await every.bodyFor(route, admin);
        answers.push(await callRoute(story, route, { token: admin.token, id, body }));
        if (route.method !== 'GET' && route.line.access === 'signed-in')
          admin.token = await signIn(story.outside, admin.email);
      }
      const secrets = await storedSecrets(story.prisma);
      for (const { body } of answers) {
        answered += 1;
        for (const [secret, column] of secrets)
          if (body.includes(secret)) leaks.push(`${route.operationId} tells ${column}`);
      }
    }
    expect(leaks).toEqual([]);
    expect(answered).toBeGreaterThan(200);
    const columns = new Set((await storedSecrets(story.prisma)).values());
    expect([...columns]).toEqual(
      expect.arrayContaining([
        'users.password_hash',
        'refresh_tokens.token_hash',
        'one_time_tokens.token_hash',
      ]),
    );
  });
});
