import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { agent } from 'supertest';
import { PASSWORD } from '../support/people.ts';
import { bootApp, startStory, type Story } from '../support/story.ts';

describe('guessing passwords', () => {
  let story: Story;
  let other: NestFastifyApplication;
  const start = async (env: Record<string, string>) => {
    story = await startStory(env);
    other = await bootApp(story.databaseUrl, env, story.clock);
  };
  beforeEach(() => {
    turn = 0;
  });
  afterEach(async () => {
    await other.close();
    await story.end();
  });

  let turn = 0;
  /** A try on the one or the other replica, by turns. */
  const guess = (body: object, from = `203.0.113.${turn}`) => {
    turn += 1;
    const replica = turn % 2 === 0 ? story.outside : agent(other.getHttpServer());
    return replica.post('/api/v1/auth/login').set('X-Forwarded-For', from).send(body);
  };
  const spellings = (email: string, index: number) =>
    index % 2 === 0 ? email.toUpperCase() : ` ${email.charAt(0).toUpperCase()}${email.slice(1)} `;

  it('is stopped after ten tries at an account, on every replica, whatever else the request says', async () => {
    await start({});
    const { email } = story.people.aldo;
    for (let index = 0; index < 10; index += 1) {
      const { status } = await guess({ email: spellings(email, index), password: `guess ${index}` });
      expect([index, status]).toEqual([index, 401]);
    }
    for (const body of [
      { email, password: PASSWORD },
      { email: email.toUpperCase(), password: PASSWORD },
      { email: ` ${email}`, password: 'guess' },
      { email, password: PASSWORD },
    ]) {
      const { status, headers, body: said } = await guess(body);
      expect([status, said.code]).toEqual([429, 'TOO_MANY_LOGINS']);
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
      expect(Number(headers['retry-after'])).toBeLessThanOrEqual(900);
    }
    // A field that the route doesn't know is refused; it doesn't name another account to count for.
    for (const extra of [{ username: 'a' }, { login: 'b' }, { user: { email: 'c@example.test' } }])
      expect((await guess({ email, password: PASSWORD, ...extra })).status).toBe(400);
    // Somebody else behind the same address still comes in.
    expect((await guess({ email: story.people.anna.email, password: PASSWORD })).status).toBe(200);
  });

  it('is stopped after fifty failures from an address, however many accounts they were for', async () => {
    await start({});
    for (let index = 0; index < 50; index += 1)
      expect((await guess({ email: `person${index}@example.test`, password: 'guess' })).status).toBe(401);
    for (const email of ['person99@example.test', story.people.anna.email, story.people.admin.email]) {
      const { status, headers } = await guess({ email, password: PASSWORD });
      expect([email, status]).toEqual([email, 429]);
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    }
  });

  it('is stopped as well when each try comes from another address of one IPv6 line', async () => {
    await start({ TRUSTED_PROXIES: '1' });
    const { email } = story.people.aldo;
    for (let index = 0; index < 10; index += 1)
      await guess({ email, password: 'guess' }, `2001:db8:7:7:${index}::1`);
    expect((await guess({ email, password: PASSWORD }, '2001:db8:7:7:ffff::1')).status).toBe(429);
    expect((await guess({ email, password: PASSWORD }, '2001:db8:7:8::1')).status).toBe(200);
  });

  it('locks nobody out: the owner comes in from an address without failures', async () => {
    await start({ TRUSTED_PROXIES: '1' });
    const { email } = story.people.aldo;
    for (let index = 0; index < 12; index += 1) await guess({ email, password: 'guess' }, '198.51.100.7');
    expect((await guess({ email, password: PASSWORD }, '198.51.100.7')).status).toBe(429);
    expect((await guess({ email, password: PASSWORD }, '192.0.2.44')).status).toBe(200);
  });

  it('locks out nobody else behind the address: whoever tries one account on and on is refused for that one', async () => {
    await start({});
    const { aldo, anna } = story.people;
    for (let tries = 0; tries < 70; tries += 1) await guess({ email: aldo.email, password: 'guess' });
    expect((await guess({ email: aldo.email, password: PASSWORD })).status).toBe(429);
    expect((await guess({ email: anna.email, password: PASSWORD })).status).toBe(200);
  });

  it('an address that a client puts before the proxy’s own is not believed', async () => {
    await start({ TRUSTED_PROXIES: '1' });
    const { email } = story.people.aldo;
    for (let index = 0; index < 10; index += 1)
      await guess({ email, password: 'guess' }, `10.0.0.${index}, 198.51.100.7`);
    expect((await guess({ email, password: PASSWORD }, '10.0.0.99, 198.51.100.7')).status).toBe(429);
  });
});
