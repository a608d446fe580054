import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PASSWORD, type Person } from '../support/people.ts';
import { startStory, type Story } from '../support/story.ts';

const PATH = '/api/v1/auth/web-session';

describe('a session of the web application', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
  });
  afterAll(() => story.end());

  const ask = (method: 'POST' | 'DELETE', path: string, headers: Record<string, string>, payload?: object) =>
    story.app.inject({ method, url: `${PATH}${path}`, headers, ...(payload && { payload }) });
  const signIn = async ({ email }: Person, headers: Record<string, string> = {}) => {
    const answer = await ask('POST', '', headers, { email, password: PASSWORD });
    return { answer, cookie: pairOf(answer.headers['set-cookie']) };
  };
  const lives = async (token: string) =>
    (await story.as({ ...story.people.aldo, token }).get('/auth/me')).status === 200;

  it('keeps the refresh token where no script reads it: in a cookie for these routes alone', async () => {
    const { answer } = await signIn(story.people.aldo);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['set-cookie']).toMatch(
      /^nexus_refresh=[\w-]{43}; Path=\/api\/v1\/auth\/web-session; Max-Age=604800; HttpOnly; SameSite=Strict$/,
    );
    expect(Object.keys(answer.json()).sort()).toEqual(['accessToken', 'expiresIn', 'user']);
    expect(await lives(answer.json<{ accessToken: string }>().accessToken)).toBe(true);
  });

  it('goes on with the cookie alone, and spends it', async () => {
    const { cookie } = await signIn(story.people.aldo);
    const next = await ask('POST', '/refresh', { cookie: `other=1; ${cookie}` });
    expect(next.statusCode).toBe(200);
    expect(pairOf(next.headers['set-cookie'])).not.toBe(cookie);
    expect(await lives(next.json<{ accessToken: string }>().accessToken)).toBe(true);
  });

  it('is over without a cookie or with one that is worth nothing, which is taken away', async () => {
    for (const cookie of ['', 'nexus_refresh=', `nexus_refresh=${'x'.repeat(43)}`, 'nexus_refresh']) {
      const answer = await ask('POST', '/refresh', { cookie });
      expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([
        401,
        'REFRESH_TOKEN_INVALID',
      ]);
      expect(answer.headers['set-cookie']).toContain(
        'nexus_refresh=; Path=/api/v1/auth/web-session; Max-Age=0',
      );
    }
  });

  it('ends with its access token and its cookie, also when the access token has ended before', async () => {
    const { answer, cookie } = await signIn(story.people.aldo);
    const end = await ask('DELETE', '', { cookie });
    expect(end.statusCode).toBe(204);
    expect(end.headers['set-cookie']).toContain('Max-Age=0');
    expect(await lives(answer.json<{ accessToken: string }>().accessToken)).toBe(false);
    expect((await ask('POST', '/refresh', { cookie })).statusCode).toBe(401);
    const journal = await story.prisma.journalEntry.findFirst({
      where: { action: 'user.logged-out', entityId: story.people.aldo.id },
      orderBy: { id: 'desc' },
    });
    expect(journal?.actorId).toBe(story.people.aldo.id);
  });

  it('ends the session whose cookie a new login replaces, whoever it was of', async () => {
    const { answer, cookie } = await signIn(story.people.aldo);
    const { answer: next } = await signIn(story.people.alma, { cookie });
    expect(await lives(answer.json<{ accessToken: string }>().accessToken)).toBe(false);
    expect(await lives(next.json<{ accessToken: string }>().accessToken)).toBe(true);
    expect((await ask('POST', '/refresh', { cookie })).statusCode).toBe(401);
  });

  it('lives on when a login beside it is refused', async () => {
    const { answer, cookie } = await signIn(story.people.aldo);
    const refused = await ask(
      'POST',
      '',
      { cookie },
      { email: story.people.alma.email, password: 'sbagliata' },
    );
    expect(refused.statusCode).toBe(401);
    expect(await lives(answer.json<{ accessToken: string }>().accessToken)).toBe(true);
  });

  it('takes none of two cookies of its name: one of them is somebody else’s', async () => {
    const own = (await signIn(story.people.aldo)).cookie;
    const other = (await signIn(story.people.alma)).cookie;
    for (const cookie of [`${own}; ${other}`, `${other}; ${own}`]) {
      const answer = await ask('POST', '/refresh', { cookie });
      expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([
        401,
        'REFRESH_TOKEN_INVALID',
      ]);
    }
  });

  it.each([
    ['a page of another site', { 'sec-fetch-site': 'cross-site' }],
    ['a page of a neighbour below the same domain', { 'sec-fetch-site': 'same-site' }],
    ['an older browser’s page of another site', { origin: 'https://shop.example.test' }],
    ['a page without an origin', { origin: 'null' }],
  ])('is refused to %s, for signing in, going on and signing out', async (_, headers) => {
    const { cookie } = await signIn(story.people.alma);
    const answers = await Promise.all([
      signIn(story.people.alma, headers).then(({ answer }) => answer),
      ask('POST', '/refresh', { ...headers, cookie }),
      ask('DELETE', '', { ...headers, cookie }),
    ]);
    for (const answer of answers) {
      expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([403, 'OTHER_ORIGIN']);
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
    expect((await ask('POST', '/refresh', { cookie })).statusCode).toBe(200);
  });

  it('is taken from its own page', async () => {
    const own = { host: 'crm.example.test', origin: 'https://crm.example.test' };
    expect((await signIn(story.people.alma, own)).answer.statusCode).toBe(200);
    expect((await signIn(story.people.alma, { 'sec-fetch-site': 'same-origin' })).answer.statusCode).toBe(
      200,
    );
  });

  it('opens no other route: the cookie is no access token', async () => {
    const { cookie } = await signIn(story.people.aldo);
    const answer = await story.app.inject({ url: '/api/v1/auth/me', headers: { cookie } });
    expect(answer.statusCode).toBe(401);
  });
});

function pairOf(header: string | string[] | undefined): string {
  return String(header).split(';')[0] ?? '';
}
