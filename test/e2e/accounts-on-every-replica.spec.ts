import { PrismaService } from '#app/platform/prisma/prisma.service.js';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { setTimeout as wait } from 'node:timers/promises';
import type { Person } from '../support/people.ts';
import { bootApp, startStory, type Story } from '../support/story.ts';

/** From the change on; by then every replica must know of it. */
const ONE_SECOND = 1000;

describe('a change to an account, on another replica', () => {
  let story: Story;
  let other: NestFastifyApplication;
  beforeAll(async () => {
    story = await startStory();
    other = await bootApp(story.databaseUrl, {}, story.clock);
  });
  afterAll(async () => {
    await other.close();
    await story.end();
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  /** With the token that was given out before the change. */
  const there = async ({ token }: Person, path: string) => {
    const answer = await other.inject({
      url: `/api/v1${path}`,
      headers: { authorization: `Bearer ${token}` },
    });
    return { status: answer.statusCode, body: answer.json<{ items: { email: string }[]; role: string }>() };
  };
  const admin = () => story.as(story.people.admin);
  /** The other replica has just looked at the account; what it remembers is as old as can be. */
  const change = async (person: Person, make: () => PromiseLike<{ status: number }>): Promise<void> => {
    expect((await there(person, '/auth/me')).status).toBe(200);
    expect((await make()).status).toBeLessThan(300);
    await wait(ONE_SECOND);
  };

  it('gives a new role with the old token', async () => {
    const { alma } = story.people;
    expect((await there(alma, '/users')).status).toBe(403);
    await change(alma, () => admin().patch(`/users/${alma.id}`).send({ role: 'MANAGER' }));
    expect((await there(alma, '/users')).status).toBe(200);
    await change(alma, () => admin().patch(`/users/${alma.id}`).send({ role: 'AGENT' }));
    expect((await there(alma, '/users')).status).toBe(403);
  });

  it('shows another team with the old token', async () => {
    const { anna, bruno } = story.people;
    const team = async () => (await there(anna, '/users')).body.items.map(({ email }) => email);
    expect(await team()).toContain('aldo@example.test');
    await change(anna, () => admin().patch(`/users/${anna.id}`).send({ teamId: bruno.teamId }));
    expect(await team()).toEqual(['anna@example.test', 'beppe@example.test', 'bruno@example.test']);
  });

  it('shuts a suspended user out, access and refresh token included', async () => {
    const { beppe } = story.people;
    const login = { email: beppe.email, password: 'corretto cavallo batteria 42' };
    const { refreshToken } = (await story.anonymous.post('/auth/login').send(login)).body as {
      refreshToken: string;
    };
    await change(beppe, () => admin().post(`/users/${beppe.id}/suspend`));
    expect((await there(beppe, '/auth/me')).status).toBe(401);
    const refreshed = await other.inject({
      ...{ method: 'POST', url: '/api/v1/auth/refresh', payload: { refreshToken } },
    });
    expect(refreshed.statusCode).toBe(401);
  });

  it('ends sessions there, one’s own and those that an admin ends', async () => {
    const { aldo, bruno } = story.people;
    await change(aldo, () => story.as(aldo).post('/auth/logout-all'));
    expect((await there(aldo, '/auth/me')).status).toBe(401);
    await change(bruno, () => admin().delete(`/users/${bruno.id}/sessions`));
    expect((await there(bruno, '/auth/me')).status).toBe(401);
  });

  it('costs no query for each request: the database is asked once a second and session', async () => {
    const { analyst } = story.people;
    const prisma = other.get(PrismaService);
    const queries = jest.spyOn(prisma.pool, 'query');
    const start = performance.now();
    for (let request = 0; request < 300; request += 1)
      expect((await there(analyst, '/analytics/definitions')).status).toBe(200);
    const seconds = (performance.now() - start) / 1000;
    const lookUps = queries.mock.calls.filter((call) => JSON.stringify(call).includes('sessions'));
    expect(lookUps.length).toBeGreaterThan(0);
    expect(lookUps.length).toBeLessThanOrEqual(Math.ceil(seconds) + 1);
  });
});
