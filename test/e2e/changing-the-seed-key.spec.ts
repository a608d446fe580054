import { Housekeeping } from '#app/platform/housekeeping/index.js';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Authenticator, switchOn } from '../support/authenticator.ts';
import { PASSWORD } from '../support/people.ts';
import { bootApp, startStory, type Story } from '../support/story.ts';

const FORMER = { TOTP_KEY: 'only for stories: the key of the seeds' };
const NEXT = { TOTP_KEY: 'only for stories: the key that comes next' };

describe('changing the key that seals the seeds', () => {
  let story: Story;
  let aldos: Authenticator;
  const apps: NestFastifyApplication[] = [];
  beforeAll(async () => {
    story = await startStory(FORMER);
    aldos = (await switchOn(story, story.people.aldo)).app;
  });
  afterAll(async () => {
    await Promise.all(apps.map((app) => app.close()));
    await story.end();
  });

  const boot = async (env: Record<string, string>) => {
    const app = await bootApp(story.databaseUrl, env, story.clock);
    apps.push(app);
    return app;
  };
  const login = async (app: NestFastifyApplication, totp: string) => {
    const payload = { email: story.people.aldo.email, password: PASSWORD, totp };
    return (await app.inject({ method: 'POST', url: '/api/v1/auth/login', payload })).statusCode;
  };

  it('logins go on through every step, and the daily cleaning frees the former key', async () => {
    const prepared = await boot({ ...FORMER, TOTP_SECOND_KEY: NEXT.TOTP_KEY });
    const changed = await boot({ ...NEXT, TOTP_SECOND_KEY: FORMER.TOTP_KEY });
    for (const app of [story.app, prepared, changed]) expect(await login(app, aldos.nextCode())).toBe(200);

    const after = await boot(NEXT);
    // Too early: the seed is still sealed with the former key, and the answer says nothing of it.
    expect(await login(after, aldos.nextCode())).toBe(500);
    expect(await changed.get(Housekeeping, { strict: false }).tick()).toBe(true);
    for (const app of [prepared, changed, after]) expect(await login(app, aldos.nextCode())).toBe(200);
  });

  it("a seed copied into another user's row opens nothing", async () => {
    const { aldo, alma } = story.people;
    const { seed, keyId } = await story.prisma.secondFactor.findUniqueOrThrow({
      where: { userId: aldo.id },
    });
    await story.prisma.secondFactor.create({ data: { userId: alma.id, seed, keyId, lastStep: 1 } });
    const payload = { email: alma.email, password: PASSWORD, totp: aldos.nextCode() };
    const answer = await apps[1]?.inject({ method: 'POST', url: '/api/v1/auth/login', payload });
    expect(answer?.statusCode).toBe(500);
    expect(answer?.payload).not.toMatch(/seed|key|decrypt|accessToken/i);
  });
});
