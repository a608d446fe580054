import { openApiDocument } from '#app/platform/openapi/openapi.js';
import { type Permission, type ScopeLevel } from '#app/platform/access/index.js';
import { ROLE_PERMISSIONS } from '#app/auth/permissions/role-permissions.js';
import { type Role } from '#app/platform/prisma/generated/enums.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { POLICY, type PolicyLine } from '../access/policy.ts';
import { makeWorld, MISSING, type World } from '../access/world.ts';
import { databasePrint } from '../support/database-print.ts';
import type { Person } from '../support/people.ts';
import { startStory, type Story } from '../support/story.ts';

interface Route {
  operationId: string;
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  path: string;
  access: string;
  line: PolicyLine | undefined;
}

describe('every route for every role', () => {
  let story: Story;
  let world: World;
  let routes: Route[];
  /** Each role's caller, a record of a team-mate and one of another team. */
  let callers: { role: Role; person: Person; mate?: Person; foreigner: Person }[];

  beforeAll(async () => {
    story = await startStory();
    const { admin, analyst, anna, aldo, alma, bruno, beppe } = story.people;
    world = await makeWorld(story, [admin, analyst, anna, aldo, alma, bruno, beppe]);
    callers = [
      { role: 'ADMIN', person: admin, foreigner: beppe },
      { role: 'ANALYST', person: analyst, foreigner: beppe },
      { role: 'MANAGER', person: anna, mate: alma, foreigner: beppe },
      { role: 'AGENT', person: aldo, mate: alma, foreigner: beppe },
    ];
    const { paths } = openApiDocument(story.app);
    routes = Object.entries(
      paths as Record<string, Record<string, { operationId: string; 'x-access': string }>>,
    ).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, operation]) => ({
        path,
        method: method.toUpperCase() as Route['method'],
        operationId: operation.operationId,
        access: operation['x-access'],
        line: POLICY[operation.operationId],
      })),
    );
  });
  afterAll(() => story.end());

  const call = async (route: Route, caller: Person | undefined, id: string) => {
    const owner = caller && callers.some(({ person }) => person === caller) ? caller : story.people.aldo;
    const body = route.line?.body?.({
      callerId: owner.id,
      stageId: world.stageId,
      clientId: world.of(owner).client,
    });
    const answer = await story.app.inject({
      method: route.method,
      url: route.path.replace(/\{[^}]+\}/, id),
      headers: { ...(caller && { authorization: `Bearer ${caller.token}` }) },
      ...(body && { payload: body }),
    });
    return { status: answer.statusCode, body: answer.payload };
  };
  const permissionOf = (route: Route) => route.access as Permission;
  const guarded = () => routes.filter(({ access }) => access.includes(':'));
  const blank = (text: string) => text.replace(/"(requestId|instance)":"[^"]*"/g, '');

  it('has a line in the policy for each route that names a record or takes a body', () => {
    const without = guarded()
      .filter(
        ({ method, path, line }) =>
          !line &&
          (method === 'POST' || method === 'PATCH' || (path.includes('{') && !path.includes('.ics'))),
      )
      .map(({ operationId }) => operationId);
    expect(without).toEqual([]);
    const unknown = Object.keys(POLICY).filter(
      (operationId) => !routes.some((route) => route.operationId === operationId),
    );
    expect(unknown).toEqual([]);
  });

  it('lets nobody in without a token, and nothing changes', async () => {
    const before = await databasePrint(story.prisma);
    for (const route of routes.filter(({ access }) => access !== 'public')) {
      expect([route.operationId, (await call(route, undefined, MISSING)).status]).toEqual([
        route.operationId,
        401,
      ]);
    }
    expect(await databasePrint(story.prisma)).toBe(before);
  });

  it('refuses a role that lacks the permission, and nothing changes', async () => {
    const before = await databasePrint(story.prisma);
    for (const { role, person, foreigner } of callers) {
      for (const route of guarded().filter((one) => !ROLE_PERMISSIONS[role][permissionOf(one)])) {
        for (const owner of [person, foreigner]) {
          const id = route.line?.target ? world.of(owner)[route.line.target] : MISSING;
          expect([role, route.operationId, (await call(route, person, id)).status]).toEqual([
            role,
            route.operationId,
            403,
          ]);
        }
      }
    }
    expect(await databasePrint(story.prisma)).toBe(before);
  });

  it('shows a record outside of the scope exactly like a missing one, and nothing changes', async () => {
    const before = await databasePrint(story.prisma);
    let tried = 0;
    for (const { role, person, mate, foreigner } of callers) {
      for (const route of guarded()) {
        const scope: ScopeLevel | undefined = ROLE_PERMISSIONS[role][permissionOf(route)];
        const target = route.line?.target;
        if (!target || route.line?.shared || (scope !== 'own' && scope !== 'team')) continue;
        const missing = await call(route, person, MISSING);
        const outside = scope === 'own' && mate ? [mate, foreigner] : [foreigner];
        for (const owner of outside) {
          const answer = await call(route, person, world.of(owner)[target]);
          const said = [role, route.operationId, owner.email];
          expect([...said, answer.status]).toEqual([...said, 404]);
          expect([...said, blank(answer.body)]).toEqual([...said, blank(missing.body)]);
          tried += 1;
        }
      }
    }
    expect(tried).toBeGreaterThan(20);
    expect(await databasePrint(story.prisma)).toBe(before);
  });

  it('lets in who holds the permission, to one’s own record and, for a manager, to the team’s', async () => {
    for (const { role, person, mate } of callers) {
      for (const route of guarded().filter(({ method }) => method === 'GET')) {
        const scope = ROLE_PERMISSIONS[role][permissionOf(route)];
        if (!scope) continue;
        const owners = scope === 'team' && mate ? [person, mate] : [person];
        for (const owner of owners) {
          const id = route.line?.target ? world.of(owner)[route.line.target] : MISSING;
          expect([role, route.operationId, (await call(route, person, id)).status]).toEqual([
            role,
            route.operationId,
            200,
          ]);
        }
      }
    }
  });

  it('lists only what the reader may see', async () => {
    const owners = new Map(Object.values(story.people).map((person: Person) => [person.id, person]));
    for (const { role, person } of callers) {
      for (const [path, owner, permission] of [
        ['/api/v1/clients', 'ownerId', 'client:read'],
        ['/api/v1/opportunities', 'ownerId', 'opportunity:read'],
        ['/api/v1/visits', 'agentId', 'visit:read'],
        ['/api/v1/activities', 'ownerId', 'activity:read'],
        ['/api/v1/routes', 'agentId', 'route:read'],
      ] as const) {
        const answer = await story.app.inject({
          url: `${path}?limit=100&count=exact`,
          headers: { authorization: `Bearer ${person.token}` },
        });
        const { items, total } = answer.json<{ items: Record<string, string>[]; total: number }>();
        const scope = ROLE_PERMISSIONS[role][permission];
        const visible = [...owners.values()].filter(
          ({ id, teamId }) =>
            scope === 'all' || id === person.id || (scope === 'team' && teamId === person.teamId),
        );
        const seen = new Set(items.map((item) => owners.get(item[owner] ?? '')?.email));
        expect([role, path, [...seen].sort(), total]).toEqual([
          role,
          path,
          visible.map(({ email }) => email).sort(),
          items.length,
        ]);
      }
    }
  });
});
