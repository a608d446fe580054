import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PASSWORD } from '../support/people.ts';
import { startStory, type Story } from '../support/story.ts';

describe('signing in', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory({ TRUSTED_PROXIES: '1' });
  });
  afterAll(() => story.end());

  const login = (password = PASSWORD, email = story.people.aldo.email) =>
    story.anonymous.post('/auth/login').send({ email, password });

  it('gives tokens, and the user with what they may do', async () => {
    const { body, status } = await login();
    expect(status).toBe(200);
    expect(body).toMatchObject({ expiresIn: 600, user: { email: 'aldo@example.test', role: 'AGENT' } });
    const me = await story.as({ ...story.people.aldo, token: body.accessToken }).get('/auth/me');
    expect(me.body.permissions).toContainEqual({ resource: 'client', action: 'read', scope: 'own' });
    expect(JSON.stringify(me.body)).not.toMatch(/hash/i);
  });

  it('answers an unknown address, a wrong password and a suspended user alike', async () => {
    await story.prisma.user.create({
      data: { email: 'gone@example.test', fullName: 'Gone', status: 'SUSPENDED' },
    });
    const answers = [
      await login('wrong wrong wrong'),
      await login(PASSWORD, 'nobody@example.test'),
      await login(PASSWORD, 'gone@example.test'),
    ];
    for (const { status, body, headers } of answers) {
      expect(status).toBe(401);
      expect(headers['content-type']).toMatch('application/problem+json');
      expect(body).toMatchObject({ code: 'LOGIN_FAILED', detail: answers[0]?.body.detail });
    }
  });

  it('closes every route that is not opened', async () => {
    for (const path of ['/auth/me', '/users', '/teams', '/audit', '/loyalty/status']) {
      expect((await story.anonymous.get(path)).status).toBe(401);
    }
    expect((await story.outside.get('/health/live')).body).toEqual({ status: 'ok' });
    expect((await story.outside.get('/health/ready')).body).toEqual({ status: 'ok' });
  });

  it('refreshes once with each token; twenty at once get the same successor and nobody is logged out', async () => {
    const { refreshToken } = (await login()).body as { refreshToken: string };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => story.anonymous.post('/auth/refresh').send({ refreshToken })),
    );
    expect(answers.map((answer) => answer.status)).toEqual(Array(20).fill(200));
    const successors = new Set(answers.map((answer) => answer.body.refreshToken as string));
    expect(successors.size).toBe(1);
    expect(
      (await story.anonymous.post('/auth/refresh').send({ refreshToken: [...successors][0] })).status,
    ).toBe(200);
  });

  it('ends the whole family when an older token comes back', async () => {
    const first = (await login()).body as { refreshToken: string };
    const second = (await story.anonymous.post('/auth/refresh').send({ refreshToken: first.refreshToken }))
      .body as { refreshToken: string };
    const third = (await story.anonymous.post('/auth/refresh').send({ refreshToken: second.refreshToken }))
      .body as { refreshToken: string };
    expect(
      (await story.anonymous.post('/auth/refresh').send({ refreshToken: first.refreshToken })).status,
    ).toBe(401);
    expect(
      (await story.anonymous.post('/auth/refresh').send({ refreshToken: third.refreshToken })).status,
    ).toBe(401);
  });

  it('ends the session at logout, access token included', async () => {
    const { body } = await login();
    const caller = story.as({ ...story.people.aldo, token: body.accessToken });
    expect((await caller.post('/auth/logout')).status).toBe(204);
    expect((await caller.get('/auth/me')).status).toBe(401);
    expect(
      (await story.anonymous.post('/auth/refresh').send({ refreshToken: body.refreshToken })).status,
    ).toBe(401);
  });

  it('slows down who guesses, and lets the owner in from elsewhere', async () => {
    const email = story.people.beppe.email;
    const guesses = await Promise.all(Array.from({ length: 30 }, () => login('guess guess guess', email)));
    expect(guesses.filter(({ status }) => status === 401)).toHaveLength(10);
    const refused = await login(PASSWORD, email);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    const elsewhere = await login(PASSWORD, email).set('X-Forwarded-For', '203.0.113.9');
    expect(elsewhere.status).toBe(200);
  });

  it('registers as pending with the same answer for a known address; an admin opens the door', async () => {
    const register = (email: string) =>
      story.anonymous
        .post('/auth/register')
        .send({ email, password: 'una frase lunga e bella', fullName: 'Carla' });
    const [fresh, known] = [await register('carla@example.test'), await register(story.people.aldo.email)];
    expect([fresh.status, known.status]).toEqual([202, 202]);
    expect(known.body).toEqual(fresh.body);
    expect((await login('una frase lunga e bella', 'carla@example.test')).status).toBe(401);
    const { id } = await story.prisma.user.findUniqueOrThrow({ where: { email: 'carla@example.test' } });
    expect((await story.as(story.people.admin).post(`/users/${id}/activate`)).body.status).toBe('ACTIVE');
    expect((await login('una frase lunga e bella', 'carla@example.test')).status).toBe(200);
  });

  it('does not open an account that has no password', async () => {
    const admin = story.as(story.people.admin);
    const { body } = await admin
      .post('/users')
      .send({ email: 'dora@example.test', fullName: 'Dora', role: 'AGENT' });
    expect(body.status).toBe('PENDING');
    expect((await admin.post(`/users/${body.id}/activate`)).body).toMatchObject({
      status: 409,
      code: 'NO_PASSWORD',
    });
  });

  it('refuses a role in a registration', async () => {
    const { status, body } = await story.anonymous
      .post('/auth/register')
      .send({ email: 'x@example.test', password: 'una frase lunga e bella', fullName: 'X', role: 'ADMIN' });
    expect(status).toBe(400);
    expect(body.errors).toEqual([expect.objectContaining({ pointer: '/role', code: 'UNKNOWN_FIELD' })]);
  });

  it('lets a suspended user in no longer, open sessions included', async () => {
    const alma = story.as(story.people.alma);
    expect((await alma.get('/auth/me')).status).toBe(200);
    await story.as(story.people.admin).post(`/users/${story.people.alma.id}/suspend`);
    expect((await alma.get('/auth/me')).status).toBe(401);
  });

  it('keeps the users and the audit from those who may not see them', async () => {
    const aldo = story.as(story.people.aldo);
    expect((await aldo.get('/users')).status).toBe(403);
    expect((await aldo.get('/audit')).status).toBe(403);
    const { body } = await story.as(story.people.anna).get('/users');
    expect(body.items.map(({ email }: { email: string }) => email)).toEqual([
      'aldo@example.test',
      'alma@example.test',
      'anna@example.test',
    ]);
    const audit = await story.as(story.people.admin).get('/audit?action=user.suspended');
    expect(audit.body.items).toEqual([
      expect.objectContaining({ actorId: story.people.admin.id, entityId: story.people.alma.id }),
    ]);
  });
});
