import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PASSWORD } from '../support/people.ts';
import { bootApp, startStory, STORY_SECRET, type Story } from '../support/story.ts';

const NEXT_SECRET = 'only for stories: the key that comes after it';

interface Tokens {
  accessToken: string;
  refreshToken: string;
}

describe('changing the signing key', () => {
  let story: Story;
  /** Knows only the former key. */
  let before: NestFastifyApplication;
  /** Signs with the former key, accepts the coming one already. */
  let prepared: NestFastifyApplication;
  /** Signs with the new key, accepts the former one still. */
  let changed: NestFastifyApplication;
  /** Knows only the new key. */
  let after: NestFastifyApplication;

  beforeAll(async () => {
    story = await startStory();
    before = story.app;
    const boot = (env: Record<string, string>) => bootApp(story.databaseUrl, env, story.clock);
    prepared = await boot({ JWT_SECOND_SECRET: NEXT_SECRET });
    changed = await boot({ JWT_SECRET: NEXT_SECRET, JWT_SECOND_SECRET: STORY_SECRET });
    after = await boot({ JWT_SECRET: NEXT_SECRET });
  });
  afterAll(async () => {
    await Promise.all([prepared, changed, after].map((app) => app.close()));
    await story.end();
  });

  const post = async (app: NestFastifyApplication, path: string, payload: object) => {
    const answer = await app.inject({ method: 'POST', url: `/api/v1/auth/${path}`, payload });
    return { status: answer.statusCode, tokens: answer.json<Tokens>() };
  };
  const login = async (app: NestFastifyApplication) =>
    (await post(app, 'login', { email: story.people.aldo.email, password: PASSWORD })).tokens;
  const refresh = (app: NestFastifyApplication, refreshToken: string) =>
    post(app, 'refresh', { refreshToken });
  const me = async (app: NestFastifyApplication, accessToken: string) =>
    (await app.inject({ url: '/api/v1/auth/me', headers: { authorization: `Bearer ${accessToken}` } }))
      .statusCode;
  const keyIdIn = (token: string) =>
    (JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()) as { kid: string }).kid;

  it('an old token works until it ends and a new one works everywhere, while replicas change one by one', async () => {
    const [old, fresh] = [await login(prepared), await login(changed)];
    for (const { accessToken } of [old, fresh]) {
      expect(await me(prepared, accessToken)).toBe(200);
      expect(await me(changed, accessToken)).toBe(200);
    }
    expect(keyIdIn(old.accessToken)).toBe(keyIdIn((await login(before)).accessToken));
    expect(keyIdIn(fresh.accessToken)).toBe(keyIdIn((await login(after)).accessToken));
    expect(keyIdIn(fresh.accessToken)).not.toBe(keyIdIn(old.accessToken));
  });

  it('a former key that is taken away opens nothing', async () => {
    expect(await me(after, (await login(before)).accessToken)).toBe(401);
    expect(await me(before, (await login(after)).accessToken)).toBe(401);
  });

  it('a refresh whose answer was lost gives the same successor on every replica, whatever keys it has', async () => {
    const apps = [before, prepared, changed, after];
    for (const first of apps) {
      const { refreshToken } = await login(first);
      const { tokens } = await refresh(first, refreshToken);
      for (const other of apps) {
        const replay = await refresh(other, refreshToken);
        expect([replay.status, replay.tokens.refreshToken]).toEqual([200, tokens.refreshToken]);
        expect(await me(other, replay.tokens.accessToken)).toBe(200);
      }
    }
  });

  it('twenty refreshes at once over replicas old and new leave one living family and nobody logged out', async () => {
    const { refreshToken } = await login(before);
    const apps = [before, prepared, changed, after];
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, number) => refresh(apps[number % 4] ?? before, refreshToken)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    const successors = [...new Set(answers.map(({ tokens }) => tokens.refreshToken))];
    expect(successors).toHaveLength(1);
    expect((await refresh(after, successors[0] ?? '')).status).toBe(200);
  });

  it('once the successor is used, the older token ends the family on a replica of either key', async () => {
    const { refreshToken } = await login(before);
    const second = (await refresh(changed, refreshToken)).tokens;
    const third = (await refresh(prepared, second.refreshToken)).tokens;
    expect((await refresh(after, refreshToken)).status).toBe(401);
    expect((await refresh(before, third.refreshToken)).status).toBe(401);
  });

  it('keeps no token that the database alone could read: only the last successor is there, and sealed', async () => {
    const { refreshToken } = await login(before);
    const second = (await refresh(before, refreshToken)).tokens;
    await refresh(before, second.refreshToken);
    const rows = await story.prisma.refreshToken.findMany({
      where: { session: { tokens: { some: { successor: { not: null } } } } },
      orderBy: { createdAt: 'desc' },
      take: 3,
    });
    expect(rows.map(({ usedAt, successor }) => [usedAt !== null, successor !== null])).toEqual([
      [false, false],
      [true, true],
      [true, false],
    ]);
  });
});
