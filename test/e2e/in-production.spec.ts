import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readDocument, routesOf } from '../contract/document.ts';
import { rawRequest } from '../support/raw-http.ts';
import { PASSWORD } from '../support/people.ts';
import { startStory, type Story } from '../support/story.ts';

const OWN = 'https://crm.azienda.test';
const HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
  'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
};

describe('as it runs in production', () => {
  let story: Story;
  let server: Server;
  let url: string;
  beforeAll(async () => {
    story = await startStory({
      NODE_ENV: 'production',
      BREACHED_PASSWORDS_FILE: 'none',
      CORS_ORIGINS: OWN,
      JWT_SECRET: 'pN3v0Xf7Qm2bW8zR5tY1uK6hG4dS9aLc0eJ+/iVo',
      TOTP_KEY: 'Zk7cV1mQ9tB4xD6yR2wE8uP5sH0jL3nGfA+/oKiT',
    });
    await story.app.listen(0, '127.0.0.1');
    server = story.app.getHttpServer();
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => story.end());

  it.each(['/api/docs', '/api/docs/', '/api/openapi.json', '/metrics', '/debug', '/.env', '/api/v1/debug'])(
    '%s is closed unless it is switched on',
    async (path) => {
      const { status, body } = await story.outside.get(path);
      expect([status, body.code]).toEqual([404, 'NO_SUCH_ROUTE']);
    },
  );

  it('has no route that the document does not show, but for the metrics and the loyalty that is planned', () => {
    const hidden = execFileSync('grep', ['-rlE', '@ApiExclude(Controller|Endpoint)', 'src'], {
      encoding: 'utf8',
    });
    expect(hidden.trim().split('\n').sort()).toEqual([
      'src/loyalty/loyalty.controller.ts',
      'src/platform/health/metrics.controller.ts',
    ]);
  });

  it.each(['TRACE', 'CONNECTED', 'PROPFIND'])('%s is refused and nothing is echoed', async (method) => {
    const sent = rawRequest(`${url}/api/v1/auth/me`, method, { 'x-echo': 'do not say this again' });
    // Node itself hangs up on a method that HTTP doesn't know.
    const answer = await sent.catch((error: unknown) => ({ status: 400, body: String(error) }));
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.body).not.toContain('do not say this again');
  });

  it('every answer carries the headers of a careful API, whether it is a success or a refusal', async () => {
    const { aldo } = story.people;
    const answers = await Promise.all([
      story.as(aldo).get('/clients'),
      story.as(aldo).get('/clients/export.csv'),
      story.as(aldo).get('/users'),
      story.as(aldo).get('/nowhere'),
      story.as(aldo).get('/clients/seven'),
      story.as(aldo).post('/auth/logout'),
      story.as(story.people.alma).post('/clients').send({ colour: 'red' }),
      story.anonymous.get('/clients'),
      story.outside.get('/api/v1/%zz'),
      story
        .as(story.people.alma)
        .post('/clients')
        .send({ name: 'x'.repeat(1_100_000) }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 403, 404, 400, 204, 400, 401, 400, 413]);
    for (const { headers, status } of answers) {
      expect({ status, headers }).toMatchObject({ headers: HEADERS });
      expect({ status, headers }).toMatchObject({ headers: { 'cache-control': 'no-store' } });
      if (status !== 204)
        expect([status, headers['content-type']]).toEqual([status, expect.stringMatching(/charset=utf-8$/i)]);
      expect(headers['set-cookie']).toBeUndefined();
      expect(headers['x-powered-by']).toBeUndefined();
      expect(headers['server']).toBeUndefined();
    }
    expect((await story.outside.get('/health/live')).headers).toMatchObject(HEADERS);
  });

  it('the cookie of a page comes from this host alone and over HTTPS alone', async () => {
    const begin = '/api/v1/auth/web-session';
    const send = (path: string, cookie: string, payload = {}) =>
      story.app.inject({ method: 'POST', url: `${begin}${path}`, headers: { cookie }, payload });
    const { headers } = await send('', '', { email: story.people.alma.email, password: PASSWORD });
    const set = String(headers['set-cookie']);
    expect(set).toMatch(
      /^__Host-nexus_refresh=[\w-]{43}; Path=\/; Secure; Max-Age=604800; HttpOnly; SameSite=Strict$/,
    );
    const [pair = ''] = set.split(';');
    expect((await send('/refresh', pair.replace('__Host-', ''))).statusCode).toBe(401);
    expect((await send('/refresh', pair)).statusCode).toBe(200);
  });

  it('answers to a page of the configured origin alone, and never with credentials', async () => {
    const allow = async (origin: string) => {
      const plain = await story.outside.get('/health/live').set('Origin', origin);
      const before = await rawRequest(`${url}/api/v1/clients`, 'OPTIONS', {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization',
      });
      for (const { headers } of [plain, before])
        expect(headers['access-control-allow-credentials']).toBeUndefined();
      return [plain, before].map(
        ({ headers }) => (headers as Record<string, unknown>)['access-control-allow-origin'],
      );
    };
    expect(await allow(OWN)).toEqual([OWN, OWN]);
    for (const origin of ['https://evil.test', 'null', `${OWN}.evil.test`, 'http://crm.azienda.test', '*'])
      expect([origin, ...(await allow(origin))]).toEqual([origin, undefined, undefined]);
  });

  it.each(['access_token', 'token', 'jwt', 'auth_token'])(
    'a token in the address as %s signs nobody in',
    async (name) => {
      const { status } = await story.outside.get(`/api/v1/auth/me?${name}=${story.people.anna.token}`);
      expect(status).toBe(401);
    },
  );

  it('a header that names a user, or another method, changes nothing', async () => {
    const { anna, admin } = story.people;
    expect((await story.anonymous.get('/auth/me').set('X-User-Id', admin.id)).status).toBe(401);
    const me = await story
      .as(anna)
      .get('/auth/me')
      .set('X-User-Id', admin.id)
      .set('X-Forwarded-User', admin.email);
    expect(me.body.id).toBe(anna.id);
    const { body } = await story.as(anna).post('/clients').send({ name: 'Svapo Uno' });
    await story.as(anna).get(`/clients/${body.id}`).set('X-HTTP-Method-Override', 'DELETE');
    expect((await story.as(anna).get(`/clients/${body.id}`)).status).toBe(200);
  });

  it.each([
    ['text/plain', '{"name":"Est"}'],
    ['application/x-www-form-urlencoded', 'name=Est'],
    ['', '{"name":"Est"}'],
  ])('a body as a form of another page could send it (%s) is not read', async (type, text) => {
    const call = story.as(story.people.admin).post('/teams').set('Content-Type', type);
    expect((await call.send(text)).status).toBe(415);
    expect(await story.prisma.team.count()).toBe(2);
  });

  it.each([
    '{"name":"Est","__proto__":{"role":"ADMIN","polluted":true}}',
    '{"name":"Est","constructor":{"prototype":{"polluted":true}}}',
    '{"__proto__":{"__proto__":{"polluted":true}},"name":"Est"}',
  ])('the prototype of all objects stays as it is: %s', async (text) => {
    const { status } = await story
      .as(story.people.admin)
      .post('/teams')
      .set('Content-Type', 'application/json')
      .send(text);
    expect(status).toBe(400);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(await story.prisma.team.count()).toBe(2);
  });

  it('a parameter given twice, or as an object, is refused', async () => {
    const anna = story.as(story.people.anna);
    for (const query of [
      'limit=1&limit=2',
      'sort=name&sort=createdAt',
      'q[]=a',
      'q[$ne]=a',
      '__proto__[x]=1',
      'ownerId=a&ownerId=b',
    ])
      expect([query, (await anna.get(`/clients?${query}`)).status]).toEqual([query, 400]);
    expect((await anna.get('/clients')).status).toBe(200);
  });

  it('no list is without bounds', async () => {
    const lists = routesOf(readDocument(story)).flatMap(({ path, parameters, method }) => {
      const limit = method === 'GET' && parameters?.find(({ name }) => name === 'limit');
      return limit ? [{ path, limit: limit.schema }] : [];
    });
    expect(lists.length).toBeGreaterThan(10);
    for (const { path, limit } of lists) {
      // The tags come on one page, and a telephone fetches the changes in larger ones.
      const most = { '/api/v1/tags': 500, '/api/v1/changes': 200 }[path] ?? 100;
      expect([path, limit.maximum, limit.default]).toEqual([path, most, expect.any(Number)]);
      for (const odd of [String(most + 1), '0', '-1', '1e3', 'all']) {
        const id = '01999999-9999-7999-8999-999999999999';
        const answer = await story.app.inject({
          url: `${path.replace(/\{[^}]+\}/, id)}?limit=${odd}`,
          headers: { authorization: `Bearer ${story.people.admin.token}` },
        });
        expect([path, odd, answer.statusCode]).toEqual([path, odd, 400]);
      }
    }
  });

  it('a fault of the database shows nothing of our inside, and a request id to ask with', async () => {
    await story.prisma.$executeRaw`ALTER TABLE teams RENAME TO teams_away`;
    const { status, body, headers, text } = await story.as(story.people.admin).get('/teams');
    await story.prisma.$executeRaw`ALTER TABLE teams_away RENAME TO teams`;
    expect([status, headers['content-type']]).toEqual([500, 'application/problem+json; charset=utf-8']);
    expect(body).toEqual({
      type: 'urn:nexus-crm:problem:internal-error',
      title: 'Internal Server Error',
      status: 500,
      detail: expect.any(String),
      instance: '/api/v1/teams',
      code: 'INTERNAL_ERROR',
      requestId: headers['x-request-id'],
    });
    expect(text).not.toMatch(/prisma|postgres|select |relation|table|P2021|node_modules|\.ts|\.js|at /i);
  });

  it('a request that is no HTTP, such as an address with an à in it, is refused like all others', async () => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    let said = '';
    socket.on('data', (chunk) => (said += chunk.toString()));
    socket.write('GET /api/v1/clients?q=perù HTTP/1.1\r\nHost: x\r\n\r\n');
    await once(socket, 'close');
    const [head = '', body = ''] = said.split('\r\n\r\n');
    expect(head).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(head).toMatch(/\r\nContent-Type: application\/problem\+json; charset=utf-8\r\n/);
    expect(head).toMatch(/\r\nCache-Control: no-store\r\n/);
    expect(JSON.parse(body)).toMatchObject({
      status: 400,
      code: 'BAD_REQUEST',
      detail: expect.stringContaining('percent-encoded'),
    });
  });

  it('a body that never ends does not keep its connection', async () => {
    expect([server.requestTimeout, server.headersTimeout]).toEqual([30_000, 15_000]);
    // The same with a shorter limit: the server looks every few seconds.
    server.requestTimeout = 100;
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    let said = '';
    socket.on('data', (chunk) => (said += chunk.toString()));
    socket.write(
      'POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"email"',
    );
    await once(socket, 'close');
    server.requestTimeout = 30_000;
    expect(said).toMatch(/^HTTP\/1\.1 408 /);
  });
});
