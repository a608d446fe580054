import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { POLICY } from '../access/policy.ts';
import { callRoute, readRoutes } from '../access/routes.ts';
import { MISSING } from '../access/world.ts';
import { switchOn } from '../support/authenticator.ts';
import { PASSWORD } from '../support/people.ts';
import { startStory, type Story } from '../support/story.ts';

/** What is left to an admin who has to switch a second factor on; `refresh` and the like are open to everybody. */
const LEFT = ['beginSecondFactor', 'confirmSecondFactor', 'getMe', 'logout', 'logoutAll'];

describe('where admins need a second factor', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory({ AUTH_REQUIRE_ADMIN_TOTP: 'true' });
  });
  afterAll(() => story.end());
  beforeEach(() => story.prisma.loginFailure.deleteMany());

  const login = (totp?: string) =>
    story.anonymous
      .post('/auth/login')
      .send({ email: story.people.admin.email, password: PASSWORD, ...(totp && { totp }) });
  const me = async () => (await story.as(story.people.admin).get('/auth/me')).body;

  it('one without may sign in, and is told to switch it on', async () => {
    expect((await login()).status).toBe(200);
    expect(await me()).toMatchObject({
      role: 'ADMIN',
      permissions: [],
      secondFactor: { enabled: false, enrolmentRequired: true },
    });
  });

  it('one without can call no other route than those that switch it on', async () => {
    const { token } = story.people.admin;
    const found = new Map<string, string>();
    for (const route of readRoutes(story)) {
      if (route.access === 'public' || LEFT.includes(route.operationId)) continue;
      const body = route.line?.body?.({ callerId: MISSING, clientId: MISSING, stageId: MISSING });
      const { status, body: answer } = await callRoute(story, route, { token, id: MISSING, body });
      found.set(route.operationId, `${status} ${(JSON.parse(answer || '{}') as { code?: string }).code}`);
    }
    expect([...new Set(found.values())]).toEqual(['403 TOTP_ENROLMENT_REQUIRED']);
    expect(found.size).toBeGreaterThan(60);
    expect(LEFT.filter((operationId) => !(operationId in POLICY))).toEqual([]);
  });

  it('a session that is refreshed stays as narrow', async () => {
    const { refreshToken } = (await login()).body;
    const { accessToken } = (await story.anonymous.post('/auth/refresh').send({ refreshToken })).body;
    const caller = story.as({ ...story.people.admin, token: accessToken });
    expect((await caller.get('/users')).body.code).toBe('TOTP_ENROLMENT_REQUIRED');
  });

  it('everybody else works as before, without one', async () => {
    const { anna, aldo } = story.people;
    for (const person of [anna, aldo]) {
      expect((await story.as(person).get('/clients')).status).toBe(200);
      expect((await story.as(person).get('/auth/me')).body.secondFactor.enrolmentRequired).toBe(false);
    }
  });

  it('one who was just made an admin is as narrow from the next request on', async () => {
    const { aldo } = story.people;
    await story.prisma.user.update({ where: { id: aldo.id }, data: { role: 'ADMIN' } });
    const { accessToken } = (
      await story.anonymous.post('/auth/login').send({ email: aldo.email, password: PASSWORD })
    ).body;
    expect((await story.as({ ...aldo, token: accessToken }).get('/clients')).body.code).toBe(
      'TOTP_ENROLMENT_REQUIRED',
    );
  });

  it('who has switched it on may do everything at once, and cannot switch it off again', async () => {
    const { admin } = story.people;
    const { app } = await switchOn(story, admin);
    expect((await story.as(admin).get('/users')).status).toBe(200);
    expect(await me()).toMatchObject({ secondFactor: { enabled: true, enrolmentRequired: false } });
    const off = await story
      .as(admin)
      .post('/auth/second-factor/disable')
      .send({ currentPassword: PASSWORD, totp: app.nextCode() });
    expect([off.status, off.body.code]).toEqual([403, 'SECOND_FACTOR_REQUIRED']);
    const proof = { currentPassword: PASSWORD, totp: app.code() };
    expect((await story.as(admin).post('/auth/second-factor').send(proof)).status).toBe(201);
    expect((await login()).body.code).toBe('TOTP_REQUIRED');
    expect((await login(app.nextCode())).status).toBe(200);
  });
});
