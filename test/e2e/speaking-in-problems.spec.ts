import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startStory, type Story } from '../support/story.ts';

const MISSING = '01999999-9999-7999-8999-999999999999';

describe('whatever is wrong is said as problem+json', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
  });
  afterAll(() => story.end());

  const createTeam = (body: string, type = 'application/json') =>
    story.as(story.people.admin).post('/teams').set('Content-Type', type).send(body);

  it.each([
    ['an unknown field', '{"name":"Est","colour":"red"}', 'UNKNOWN_FIELD', '/colour'],
    ['a wrong type', '{"name":42}', 'IS_STRING', '/name'],
    ['a missing field', '{}', 'REQUIRED', '/name'],
    ['an empty text', '{"name":"   "}', 'MIN_LENGTH', '/name'],
    ['a NUL in a text', '{"name":"E\\u0000st"}', 'NUL_CHARACTER', '/name'],
    ['half a surrogate pair', '{"name":"E\\ud800st"}', 'NOT_UNICODE', '/name'],
    ['an array for an object', '[]', 'IS_OBJECT', ''],
    [
      'deep nesting',
      `{"name":${'['.repeat(200)}${']'.repeat(200)}}`,
      'TOO_DEEP',
      expect.stringMatching(/^\/name/),
    ],
  ])('%s: 400 with a pointer to it', async (_, json, code, pointer) => {
    const { status, body, headers } = await createTeam(json);
    expect(status).toBe(400);
    expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(body).toEqual({
      type: 'urn:nexus-crm:problem:validation-failed',
      title: 'Bad Request',
      status: 400,
      detail: expect.any(String),
      instance: '/api/v1/teams',
      code: 'VALIDATION_FAILED',
      requestId: headers['x-request-id'],
      errors: [{ pointer, code, detail: expect.any(String) }],
    });
    expect(await story.prisma.team.count()).toBe(2);
  });

  it('in words for people, not in those of a library', async () => {
    const asked = async (path: string, body: object) =>
      (await story.as(story.people.admin).post(path).send(body)).body.detail as string;
    expect(await asked('/teams', { name: 'Est', colour: 'red' })).toBe('There is no field colour here.');
    expect(await asked('/teams', { name: 42 })).toBe('name must be a text in quotes');
    const admin = story.as(story.people.admin);
    expect((await admin.get('/users?limit=all')).body.detail).toBe('limit must be a number');
    expect((await admin.put('/analytics/summary').send({ weekday: 'monday' })).body.errors).toEqual([
      { pointer: '/weekday', code: 'IS_NUMBER', detail: 'weekday must be a number' },
    ]);
    const user = { fullName: 'Dora', role: 'AGENT' };
    expect(await asked('/users', { ...user, email: 'dora@@x' })).toBe('email must be an e-mail address');
    const role = { key: 'PHONE', name: 'Phone', permissions: ['client:read'] };
    expect(await asked('/roles', role)).toBe('/permissions/0 must be an object');
    expect((await createTeam('{bad')).body.detail).toBe('The body is not JSON that can be read.');
  });

  it.each([
    ['JSON that ends too early', '{"name":', 400, 'BAD_REQUEST', 'application/json'],
    [
      'a prototype in the body',
      '{"__proto__":{"admin":true},"name":"Est"}',
      400,
      'BAD_REQUEST',
      'application/json',
    ],
    ['another content type', 'name=Est', 415, 'UNSUPPORTED_MEDIA_TYPE', 'text/plain'],
    [
      'a body over 1 MB',
      JSON.stringify({ name: 'E'.repeat(1_100_000) }),
      413,
      'BODY_TOO_LARGE',
      'application/json',
    ],
  ])('%s', async (_, text, status, code, type) => {
    const answer = await createTeam(text, type);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.headers['content-type']).toMatch('application/problem+json');
    expect(await story.prisma.team.count()).toBe(2);
  });

  it('an address that is nowhere, an id that is no UUID, an id that is nobody’s', async () => {
    const admin = story.as(story.people.admin);
    expect((await admin.get('/nowhere')).body).toMatchObject({ status: 404, code: 'NO_SUCH_ROUTE' });
    expect((await admin.get('/users/seven')).body).toMatchObject({
      status: 400,
      errors: [{ pointer: 'id', code: 'IS_UUID' }],
    });
    expect((await admin.get(`/users/${MISSING}`)).body).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    expect((await story.outside.get('/api/v1/%zz')).body).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
  });

  it('other people’s records look exactly like missing ones', async () => {
    const anna = story.as(story.people.anna);
    const [foreign, missing] = [
      await anna.get(`/users/${story.people.beppe.id}`),
      await anna.get(`/users/${MISSING}`),
    ];
    expect(foreign.status).toBe(404);
    const blank = (answer: typeof foreign) => ({ ...answer.body, requestId: '', instance: '' });
    expect(blank(foreign)).toEqual(blank(missing));
  });

  it('lists refuse pages without bounds, sorts off the list and cursors of another list', async () => {
    const admin = story.as(story.people.admin);
    for (const query of [
      'limit=0',
      'limit=101',
      'limit=all',
      'sort=passwordHash',
      'cursor=abc',
      'colour=red',
      'status=KING',
    ]) {
      expect([query, (await admin.get(`/users?${query}`)).status]).toEqual([query, 400]);
    }
    const { nextCursor } = (await admin.get('/users?limit=1&sort=email')).body;
    expect((await admin.get(`/users?limit=1&sort=fullName&cursor=${nextCursor}`)).body.errors[0].code).toBe(
      'CURSOR_INVALID',
    );
  });

  it('a duplicate is a conflict, and a stale edit is told so', async () => {
    const admin = story.as(story.people.admin);
    const created = await admin.post('/teams').send({ name: 'Centro' });
    expect([created.status, created.headers['etag']]).toEqual([201, '"1"']);
    for (const name of ['Centro', ' céntro '])
      expect((await admin.post('/teams').send({ name })).body).toMatchObject({
        status: 409,
        code: 'TEAM_NAME_TAKEN',
      });
    const rename = (name: string) =>
      admin.patch(`/teams/${created.body.id}`).set('If-Match', '"1"').send({ name });
    expect((await rename('Centro Nord')).body).toMatchObject({ name: 'Centro Nord', version: 2 });
    expect((await rename('Centro Sud')).body).toMatchObject({
      status: 412,
      code: 'STALE',
      currentVersion: 2,
    });
    // Twins from before names were compared like this stay, and are edited; nobody becomes a third.
    const [twin] = await story.prisma.team.createManyAndReturn({
      data: [{ name: 'Colli' }, { name: 'COLLI' }],
    });
    const keep = await admin.patch(`/teams/${twin?.id}`).send({ name: 'Colli' });
    expect([keep.status, keep.body.name]).toEqual([200, 'Colli']);
    const third = await admin.patch(`/teams/${created.body.id}`).send({ name: 'colli' });
    expect(third.body.code).toBe('TEAM_NAME_TAKEN');
    const together = ['Laghi', 'laghi', 'LÀGHI'].map((name) => admin.post('/teams').send({ name }));
    expect((await Promise.all(together)).map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  it('eight at once create a team of one name once', async () => {
    const admin = story.as(story.people.admin);
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => admin.post('/teams').send({ name: 'Isole' })),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, ...Array<number>(7).fill(409)]);
  });

  it('carries the headers of a careful API', async () => {
    const { headers } = await story.as(story.people.admin).get('/users');
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
    });
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    const foreign = await story.outside.get('/health/live').set('Origin', 'https://evil.example');
    expect(foreign.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('loyalty says that it is not built', async () => {
    const aldo = story.as(story.people.aldo);
    expect((await aldo.get('/loyalty/status')).body.status).toBe('PLANNED');
    expect((await aldo.post('/loyalty/points').send({})).body).toMatchObject({
      status: 501,
      code: 'NOT_IMPLEMENTED',
    });
    expect((await story.anonymous.get('/loyalty/points')).status).toBe(401);
  });
});
