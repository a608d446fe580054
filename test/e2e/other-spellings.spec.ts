import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ROLE_PERMISSIONS } from '#app/auth/permissions/role-permissions.js';
import { verdict } from '../access/expected.ts';
import { type EveryRoute, everyRoute, type KnownRoute } from '../access/every-route.ts';
import { databasePrint } from '../support/database-print.ts';
import type { Person } from '../support/people.ts';
import { startStory, type Story } from '../support/story.ts';

jest.setTimeout(180_000);

type Spelling = (path: string) => string;

/** Other ways to write the same path, each known to have opened a guarded route somewhere. */
const SPELLINGS: Readonly<Record<string, Spelling>> = {
  'as it is': (path) => path,
  'a trailing slash': (path) => `${path}/`,
  'two trailing slashes': (path) => `${path}//`,
  'doubled slashes': (path) => path.replaceAll('/', '//'),
  'a doubled slash in front': (path) => `/${path}`,
  'upper case': (path) => path.toUpperCase(),
  'an escaped slash': (path) => path.replace(/\/([^/]*)$/, '%2F$1'),
  'an escaped letter': (path) => path.replace('/api/v1/', '/api/%761/'),
  'a dot segment': (path) => path.replace('/api/v1/', '/api/./v1/'),
  'a way out and back': (path) => path.replace('/api/v1/', '/api/v1/../v1/'),
  'an escaped way out and back': (path) => path.replace('/api/v1/', '/api/v1/%2e%2e/v1/'),
  'a parameter of the path': (path) => `${path};a=b`,
  'an escaped end': (path) => `${path}%00`,
  'an ending of a file': (path) => `${path}.json`,
  'a query that names a method': (path) => `${path}?_method=GET`,
};

const OVERRIDES = ['x-http-method-override', 'x-http-method', 'x-method-override'];
const OPEN = /^2\d\d$/;

describe('another spelling of a route', () => {
  let story: Story;
  let every: EveryRoute;
  beforeAll(async () => {
    story = await startStory();
    every = await everyRoute(story);
    for (const route of every.routes) {
      await every.recordFor(route, story.people.beppe);
      await every.bodyFor(route, story.people.aldo);
    }
  });
  afterAll(() => story.end());

  const inject = async (
    { path, method }: { path: string; method: string },
    token: string | undefined,
    more: { body?: object | undefined; headers?: Record<string, string> } = {},
  ): Promise<string> => {
    const headers = { ...more.headers, ...(token && { authorization: `Bearer ${token}` }) };
    const payload = method === 'GET' || method === 'HEAD' ? undefined : more.body;
    const { statusCode } = await story.app.inject({
      method: method as 'GET',
      url: path,
      headers,
      ...(payload && { payload }),
    });
    return String(statusCode);
  };
  const pathOf = async (route: KnownRoute, owner: Person) =>
    route.path.replace(/\{[^}]+\}/g, await every.recordFor(route, owner));
  /** Tries every spelling of every guarded route as somebody who must not come in; none may, and nothing may change. */
  const shut = async (who: Person | undefined, isShut: (route: KnownRoute) => boolean): Promise<number> => {
    const opened: string[] = [];
    let tried = 0;
    const before = await databasePrint(story.prisma);
    for (const route of every.routes.filter(isShut)) {
      const path = await pathOf(route, story.people.beppe);
      const body = await every.bodyFor(route, story.people.aldo);
      const methods = route.method === 'GET' ? ['GET', 'HEAD'] : [route.method];
      for (const [spelling, spell] of Object.entries(SPELLINGS))
        for (const method of methods) {
          tried += 1;
          const status = await inject({ path: spell(path), method }, who?.token, { body });
          if (OPEN.test(status) || status.startsWith('5'))
            opened.push(`${method} ${spell(path)} (${spelling}): ${status}`);
        }
    }
    expect(opened).toEqual([]);
    expect(await databasePrint(story.prisma)).toBe(before);
    return tried;
  };

  it('lets nobody in without a token', async () => {
    expect(await shut(undefined, ({ line }) => line.access !== 'public')).toBeGreaterThan(1000);
  });

  it('lets nobody in whose role lacks the permission, or whose scope does not reach the record', async () => {
    const { aldo } = story.people;
    const isShut = ({ line }: KnownRoute) =>
      line.access !== 'signed-in' &&
      verdict(line, ROLE_PERMISSIONS.AGENT, line.target ? 'foreign' : 'own') !== 'let in';
    expect(await shut(aldo, isShut)).toBeGreaterThan(500);
  });

  it('HEAD opens nothing that GET keeps shut', async () => {
    const { aldo } = story.people;
    for (const route of every.routes.filter(
      ({ method, line }) => method === 'GET' && line.access !== 'public',
    )) {
      const path = await pathOf(route, story.people.beppe);
      const [get, head] = [
        await inject({ path, method: 'GET' }, aldo.token),
        await inject({ path, method: 'HEAD' }, aldo.token),
      ];
      expect([route.operationId, OPEN.test(head)]).toEqual([
        route.operationId,
        OPEN.test(get) && OPEN.test(head),
      ]);
    }
  });

  it('a header or a query can’t make one method of another: a reader who may not write deletes nothing', async () => {
    const { analyst, beppe } = story.people;
    // Reading a file of figures is written down, and nothing else is.
    const print = async () => (await databasePrint(story.prisma)).replace(/^journal:.*$/m, '');
    const journal = () =>
      story.prisma.journalEntry.count({
        where: { action: { notIn: ['analytics.exported', 'access.refused'] } },
      });
    const before = [await print(), await journal()];
    const reads = every.routes.filter(({ method, line }) => method === 'GET' && line.access !== 'signed-in');
    for (const route of reads) {
      const path = await pathOf(route, beppe);
      const plain = await inject({ path, method: 'GET' }, analyst.token);
      for (const name of OVERRIDES)
        for (const method of ['DELETE', 'PATCH', 'POST', 'PUT']) {
          const status = await inject({ path, method: 'GET' }, analyst.token, {
            headers: { [name]: method },
          });
          expect([route.operationId, name, method, status]).toEqual([route.operationId, name, method, plain]);
        }
    }
    expect([await print(), await journal()]).toEqual(before);
    const { aldo } = story.people;
    const mine = await every.world.another(aldo, 'visit');
    const asDelete = { headers: { 'x-http-method-override': 'DELETE' } };
    expect(await inject({ path: `/api/v1/visits/${mine}`, method: 'POST' }, aldo.token, asDelete)).toBe(
      '404',
    );
    expect(await story.prisma.visit.findUnique({ where: { id: mine } })).toMatchObject({ deletedAt: null });
  });
});
