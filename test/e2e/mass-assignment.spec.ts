import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type EveryRoute, everyRoute, type KnownRoute } from '../access/every-route.ts';
import { bodyObjects, withMember } from '../access/request-bodies.ts';
import { callRoute } from '../access/routes.ts';
import { databasePrint } from '../support/database-print.ts';
import { startStory, type Story } from '../support/story.ts';

jest.setTimeout(120_000);

/** What nobody sets through a body that doesn't name it, with a value that would do harm. */
const COVETED: Readonly<Record<string, unknown>> = {
  id: '01999999-9999-7999-8999-999999999999',
  role: 'ADMIN',
  ownerId: '01999999-9999-7999-8999-999999999999',
  agentId: '01999999-9999-7999-8999-999999999999',
  teamId: '01999999-9999-7999-8999-999999999999',
  tenantId: '1',
  userId: '01999999-9999-7999-8999-999999999999',
  status: 'ACTIVE',
  isActive: true,
  seeded: true,
  permissions: [{ resource: 'user', action: 'update', scope: 'all' }],
  hiddenFields: [],
  password: 'corretto cavallo batteria 99',
  passwordHash: '$argon2id$v=19$m=19456,t=2,p=1$AAAA$AAAA',
  version: 99,
  createdAt: '2020-01-01T00:00:00Z',
  createdById: '01999999-9999-7999-8999-999999999999',
  updatedAt: '2020-01-01T00:00:00Z',
  deletedAt: null,
  constructor: { role: 'ADMIN' },
};

describe('what a body does not allow', () => {
  let story: Story;
  let every: EveryRoute;
  beforeAll(async () => {
    story = await startStory();
    every = await everyRoute(story);
  });
  afterAll(() => story.end());

  it('is refused by name on every route that writes, at every depth, and changes nothing', async () => {
    const { admin } = story.people;
    const objects = bodyObjects(story);
    const tried: string[] = [];
    const wrong: string[] = [];
    const routes = every.routes.filter(({ operationId }) => objects.has(operationId));
    for (const route of routes) {
      await every.recordFor(route, admin);
      await every.bodyFor(route, admin);
    }
    let before = await databasePrint(story.prisma);
    for (const route of routes) {
      for (const { path, known } of objects.get(route.operationId) ?? []) {
        for (const [name, value] of Object.entries(COVETED)) {
          if (known.has(name)) continue;
          const place = [route.operationId, ...path, name].join('/');
          tried.push(place);
          const { status, body } = await send(
            route,
            withMember(await every.bodyFor(route, admin), path, { [name]: value }),
          );
          const isNamed =
            path.length > 0 ||
            (JSON.parse(body) as Refusal).errors?.some(({ pointer }) => pointer === `/${name}`);
          if (status !== 400 || !isNamed) wrong.push(`${place}: ${status} ${body}`);
        }
      }
      const after = await databasePrint(story.prisma);
      if (after !== before) wrong.push(`${route.operationId} wrote something`);
      before = after;
    }
    expect(wrong).toEqual([]);
    expect(routes.length).toBeGreaterThan(30);
    expect(tried.length).toBeGreaterThan(500);
    expect(tried).toEqual(
      expect.arrayContaining([
        ...[
          'updateMe/role',
          'register/role',
          'updateClient/ownerId',
          'createRole/permissions/0/id',
          'planDay/start/id',
        ],
      ]),
    );
  });

  const send = async (route: KnownRoute, body: unknown) => {
    const { admin } = story.people;
    const id = await every.recordFor(route, admin);
    return callRoute(story, route, { token: admin.token, id, body: body as object });
  };

  interface Refusal {
    errors?: { pointer: string }[];
  }
});
