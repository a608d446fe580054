import { ROLE_PERMISSIONS } from '#app/auth/permissions/role-permissions.js';
import type { PermissionTable } from '#app/platform/access/index.js';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { statusWithin, verdict } from '../access/expected.ts';
import { POLICY, type PolicyLine, type Relation } from '../access/policy.ts';
import { type Answer, callRoute, comparable, readRoutes, type Route } from '../access/routes.ts';
import { makeWorld, MISSING, type World } from '../access/world.ts';
import { databasePrint } from '../support/database-print.ts';
import { type Person, signIn } from '../support/people.ts';
import { startStory, type Story } from '../support/story.ts';

// Thousands of calls; a busy machine takes its time for them.
jest.setTimeout(300_000);

interface CastMember {
  role: string;
  permissions: PermissionTable;
  people: Partial<Record<Relation, Person>> & { own: Person };
}

/** A role of the company's own, with every scope beside every other, held by a second manager of Nord. */
const AREA: PermissionTable = {
  'client:read': 'team',
  'client:create': 'team',
  'client:update': 'own',
  'client:delete': 'all',
  'client:assign': 'own',
  'contact:read': 'all',
  'contact:update': 'team',
  'contact:delete': 'own',
  'opportunity:read': 'all',
  'opportunity:update': 'own',
  'opportunity:delete': 'team',
  'activity:read': 'own',
  'activity:update': 'own',
  'import:read': 'team',
  'visit:read': 'team',
  'visit:update': 'own',
  'visit:delete': 'all',
  'route:read': 'own',
  'route:plan': 'own',
  'analytics:read': 'own',
  'user:read': 'own',
  'team:read': 'own',
  'role:read': 'all',
};

describe('every route for every role', () => {
  let story: Story;
  let world: World;
  let routes: (Route & { line: PolicyLine })[];
  let cast: CastMember[];

  beforeAll(async () => {
    story = await startStory();
    world = await makeWorld(story);
    const { admin, analyst, anna, aldo, alma, beppe } = story.people;
    const arturo = await holderOf(AREA, anna);
    cast = [
      { role: 'ADMIN', permissions: ROLE_PERMISSIONS.ADMIN, people: { own: admin, foreign: beppe } },
      { role: 'ANALYST', permissions: ROLE_PERMISSIONS.ANALYST, people: { own: analyst, foreign: beppe } },
      {
        role: 'MANAGER',
        permissions: ROLE_PERMISSIONS.MANAGER,
        people: { own: anna, team: alma, foreign: beppe },
      },
      {
        role: 'AGENT',
        permissions: ROLE_PERMISSIONS.AGENT,
        people: { own: aldo, team: alma, foreign: beppe },
      },
      { role: 'AREA', permissions: AREA, people: { own: arturo, team: alma, foreign: beppe } },
    ];
    routes = readRoutes(story).filter((route): route is Route & { line: PolicyLine } => Boolean(route.line));
    // Made beforehand, so that afterwards only a call could change the database.
    for (const route of routes)
      for (const member of cast)
        for (const { relation, owner } of recordsFor(route, member)) {
          await recordOf(route.line.target, owner, relation);
          await bodyFor(route, member.people.own);
        }
  });
  afterAll(() => story.end());

  /** Somebody who holds a role of the company's own, in the team of a manager. */
  const holderOf = async (permissions: PermissionTable, { id, teamId }: Person): Promise<Person> => {
    const { passwordHash } = await story.prisma.user.findUniqueOrThrow({ where: { id } });
    await story.prisma.role.create({ data: { key: 'AREA', name: 'Area', permissions } });
    const email = 'arturo@example.test';
    const data = { email, fullName: 'Arturo', role: 'AREA', teamId, passwordHash, status: 'ACTIVE' } as const;
    const made = await story.prisma.user.create({ data });
    return { id: made.id, email, teamId, token: await signIn(story.outside, email) };
  };
  const bodyFor = async ({ line }: Route, { id, ...person }: Person) =>
    line?.body?.({
      callerId: id,
      stageId: world.stageId,
      clientId: await world.of({ id, ...person }, 'client'),
    });
  const call = async (route: Route, caller: Person, id: string, token = caller.token): Promise<Answer> =>
    callRoute(story, route, { token, id, body: await bodyFor(route, caller) });
  /** Everybody's record that a line can name, with its relation to the caller. */
  const recordsFor = ({ line }: Route & { line: PolicyLine }, { people }: CastMember) =>
    (Object.entries(people) as [Relation, Person][])
      .filter(([relation]) =>
        line.target ? line.target !== 'team' || relation !== 'team' : relation === 'own',
      )
      .map(([relation, owner]) => ({ relation, owner }));
  const recordOf = (target: PolicyLine['target'], owner: Person, relation: Relation): Promise<string> => {
    if (!target) return Promise.resolve(MISSING);
    return relation === 'own' && target === 'user' ? Promise.resolve(owner.id) : world.of(owner, target);
  };
  /** Runs calls that must be refused, and holds the database before each route against that after it. */
  const refuse = async (tries: (route: Route & { line: PolicyLine }) => Promise<[string, string][]>) => {
    const expected: string[] = [];
    const found: string[] = [];
    let before = await databasePrint(story.prisma);
    for (const route of routes) {
      for (const [wanted, got] of await tries(route)) {
        expected.push(`${route.operationId} ${wanted}`);
        found.push(`${route.operationId} ${got}`);
      }
      const after = await databasePrint(story.prisma);
      expected.push(`${route.operationId} changes nothing`);
      found.push(`${route.operationId} ${after === before ? 'changes nothing' : 'wrote something'}`);
      before = after;
    }
    expect(found).toEqual(expected);
  };

  it('has exactly one line in the policy, and says the same itself', () => {
    const said = readRoutes(story).map(({ operationId, access }) => `${operationId}: ${access}`);
    const written = Object.entries(POLICY).map(([operationId, { access }]) => `${operationId}: ${access}`);
    expect(said.sort()).toEqual(written.sort());
  });

  it('lets nobody in without a token, and nothing changes', async () => {
    await refuse(async (route) => {
      if (route.line.access === 'public') return [];
      const body = await bodyFor(route, story.people.aldo);
      return [['401', String((await callRoute(story, route, { id: MISSING, body })).status)]];
    });
  });

  it('lets nobody in whose account is pending or suspended, old tokens included', async () => {
    const { aldo, alma } = story.people;
    const { passwordHash } = await story.prisma.user.findUniqueOrThrow({ where: { id: aldo.id } });
    const shut = await Promise.all(
      (['PENDING', 'SUSPENDED'] as const).map(async (status) => {
        const email = `${status.toLowerCase()}@example.test`;
        const data = { email, fullName: status, role: 'ADMIN', passwordHash } as const;
        const { id } = await story.prisma.user.create({ data: { ...data, status: 'ACTIVE' } });
        const token = await signIn(story.outside, email);
        await story.prisma.user.update({ where: { id }, data: { status } });
        return token;
      }),
    );
    await refuse(async (route) => {
      if (route.line.access === 'public') return [];
      const id = await recordOf(route.line.target, alma, 'team');
      const answers = await Promise.all(shut.map((token) => call(route, aldo, id, token)));
      return answers.map(({ status }) => ['401', String(status)]);
    });
  });

  it('refuses a role that lacks the permission, and shows a record outside of the scope exactly like a missing one', async () => {
    const reached = new Set<string>();
    await refuse(async (route) => {
      const results: [string, string][] = [];
      for (const member of cast) {
        const caller = member.people.own;
        for (const { relation, owner } of recordsFor(route, member)) {
          const wanted = verdict(route.line, member.permissions, relation);
          if (wanted === 'let in') continue;
          const said = `${member.role} ${relation}`;
          reached.add(`${member.role} ${wanted}`);
          const { status, body } = await call(
            route,
            caller,
            await recordOf(route.line.target, owner, relation),
          );
          const missing = wanted === 'forbidden' ? undefined : await call(route, caller, MISSING);
          results.push([`${said} ${missing ? 404 : 403}`, `${said} ${status}`]);
          if (missing)
            results.push([`${said} ${comparable(missing)}`, `${said} ${comparable({ status, body })}`]);
        }
      }
      return results;
    });
    expect([...reached].sort()).toEqual([
      'ADMIN as missing',
      'AGENT as missing',
      'AGENT forbidden',
      'ANALYST as missing',
      'ANALYST forbidden',
      'AREA as missing',
      'AREA forbidden',
      'MANAGER as missing',
      'MANAGER forbidden',
    ]);
  });

  it('answers 404 for a record that is not there, and nothing changes', async () => {
    await refuse(async (route) => {
      const results: [string, string][] = [];
      if (!route.line.target) return results;
      for (const { role, permissions, people } of cast) {
        if (verdict(route.line, permissions, 'own') === 'forbidden') continue;
        results.push([`${role} 404`, `${role} ${(await call(route, people.own, MISSING)).status}`]);
      }
      return results;
    });
  });

  it('lists only what the reader may see', async () => {
    const owners = new Map(Object.values(story.people).map((person: Person) => [person.id, person]));
    for (const owner of owners.values())
      for (const target of ['opportunity', 'visit', 'activity', 'route'] as const)
        await world.of(owner, target);
    for (const { role, permissions, people } of cast) {
      for (const [path, owner, permission] of [
        ['/api/v1/clients', 'ownerId', 'client:read'],
        ['/api/v1/opportunities', 'ownerId', 'opportunity:read'],
        ['/api/v1/visits', 'agentId', 'visit:read'],
        ['/api/v1/activities', 'ownerId', 'activity:read'],
        ['/api/v1/routes', 'agentId', 'route:read'],
      ] as const) {
        const answer = await story.app.inject({
          url: `${path}?limit=100&count=exact`,
          headers: { authorization: `Bearer ${people.own.token}` },
        });
        const { items, total } = answer.json<{ items: Record<string, string>[]; total: number }>();
        const scope = permissions[permission];
        const visible = [...owners.values()].filter(
          ({ id, teamId }) =>
            scope === 'all' || id === people.own.id || (scope === 'team' && teamId === people.own.teamId),
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

  it('lets in who holds the permission, to every record that its scope reaches', async () => {
    const expected: string[] = [];
    const found: string[] = [];
    for (const route of routes) {
      const { line, method, operationId, success } = route;
      for (const member of cast) {
        for (const { relation, owner } of recordsFor(route, member)) {
          if (verdict(line, member.permissions, relation) !== 'let in') continue;
          const caller = member.people.own;
          const isAnother =
            method !== 'GET' &&
            line.target &&
            (!line.shared || method === 'DELETE') &&
            (line.target !== 'user' || relation !== 'own');
          const id =
            isAnother && line.target
              ? await world.another(owner, line.target)
              : await recordOf(line.target, owner, relation);
          const { status, body } = await call(route, caller, id);
          // The call may have ended the caller's session.
          if (method !== 'GET' && (line.access === 'signed-in' || line.target === 'user'))
            caller.token = await signIn(story.outside, caller.email);
          const said = `${member.role} ${operationId} ${relation}`;
          const wanted = statusWithin(line, relation, success);
          expected.push(`${said} ${wanted}`);
          found.push(`${said} ${status}${status === wanted ? '' : ` ${body}`}`);
        }
      }
    }
    expect(found).toEqual(expected);
  });
});
