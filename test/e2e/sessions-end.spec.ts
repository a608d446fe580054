import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { PASSWORD } from '../support/people.ts';
import { bootApp, startStory, type Story } from '../support/story.ts';

const DAY = 86_400;

interface Tokens {
  accessToken: string;
  refreshToken: string;
}

describe('a session', () => {
  let story: Story;
  let replica: NestFastifyApplication;
  beforeAll(async () => {
    story = await startStory({ REFRESH_IDLE_DAYS: '7', REFRESH_ABSOLUTE_DAYS: '30' });
    replica = await bootApp(story.databaseUrl, {}, story.clock);
  });
  afterAll(async () => {
    await replica.close();
    await story.end();
  });
  afterEach(() => story.clock.setTo(undefined));

  const login = async () => {
    const { body, status } = await story.anonymous
      .post('/auth/login')
      .send({ email: story.people.aldo.email, password: PASSWORD });
    expect(status).toBe(200);
    return body as Tokens;
  };
  const refresh = async ({ refreshToken }: Tokens, app = story.app) => {
    const answer = await app.inject({
      method: 'POST',
      url: '/api/v1/auth/refresh',
      payload: { refreshToken },
    });
    return { status: answer.statusCode, tokens: answer.json<Tokens>() };
  };
  const me = async ({ accessToken }: Tokens) =>
    (await story.as({ ...story.people.aldo, token: accessToken }).get('/auth/me')).status;
  const start = Date.now();
  const at = (seconds: number) => story.clock.setTo(new Date(start + seconds * 1000).toISOString());

  it('forgives who asks again with the token just spent for ten seconds, with the very same successor', async () => {
    at(0);
    const first = await login();
    const second = (await refresh(first)).tokens;
    at(10);
    for (const app of [story.app, replica]) {
      const again = await refresh(first, app);
      expect([again.status, again.tokens.refreshToken]).toEqual([200, second.refreshToken]);
    }
    expect((await refresh(second)).status).toBe(200);
  });

  it('ends with all its tokens when a spent one comes back after the ten seconds', async () => {
    at(0);
    const first = await login();
    const second = (await refresh(first)).tokens;
    at(11);
    expect((await refresh(first)).status).toBe(401);
    expect((await refresh(second, replica)).status).toBe(401);
    expect(
      (await story.prisma.journalEntry.findMany({ where: { action: 'session.reuse-detected' } })).length,
    ).toBe(1);
  });

  it('never forgives an older token than the one just spent, however little time has passed', async () => {
    at(0);
    const first = await login();
    const second = (await refresh(first)).tokens;
    const third = (await refresh(second)).tokens;
    expect((await refresh(first, replica)).status).toBe(401);
    expect((await refresh(third)).status).toBe(401);
  });

  it('ends when it is not used for seven days, and goes on when it is', async () => {
    at(0);
    const idle = await login();
    const used = await login();
    at(7 * DAY - 1);
    const { tokens, status } = await refresh(used);
    expect(status).toBe(200);
    at(7 * DAY + 1);
    expect((await refresh(idle)).status).toBe(401);
    at(14 * DAY - 60);
    expect((await refresh(tokens, replica)).status).toBe(200);
  });

  it('ends thirty days after the login, however much it is used: use never moves that end', async () => {
    at(0);
    let tokens = await login();
    for (let day = 6; day < 30; day += 6) {
      at(day * DAY);
      const next = await refresh(tokens);
      expect([day, next.status]).toEqual([day, 200]);
      tokens = next.tokens;
    }
    at(30 * DAY - 10);
    const last = await refresh(tokens);
    expect(last.status).toBe(200);
    at(30 * DAY + 1);
    expect((await refresh(last.tokens)).status).toBe(401);
  });

  it('ends at logout with its access token and every refresh token it ever had', async () => {
    const first = await login();
    const second = (await refresh(first)).tokens;
    const other = await login();
    expect(await me(second)).toBe(200);
    const caller = story.as({ ...story.people.aldo, token: second.accessToken });
    expect((await caller.post('/auth/logout')).status).toBe(204);
    expect([await me(first), await me(second)]).toEqual([401, 401]);
    for (const spent of [first, second]) {
      expect((await refresh(spent)).status).toBe(401);
      expect((await refresh(spent, replica)).status).toBe(401);
    }
    // Another device stays signed in.
    expect(await me(other)).toBe(200);
    expect((await refresh(other)).status).toBe(200);
  });
});
