import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CuttableProxy } from '../support/cuttable-proxy.ts';
import { startStory, type Story } from '../support/story.ts';

describe('when the database goes away', () => {
  let story: Story;
  let proxy: CuttableProxy;
  beforeAll(async () => {
    story = await startStory({}, async (url) => {
      const made = await CuttableProxy.to(url);
      proxy = made.proxy;
      return made.url;
    });
  });
  afterAll(async () => {
    await story.end();
    await proxy.close();
  });

  it('says 503 with Retry-After instead of failing, and recovers by itself', async () => {
    const admin = story.as(story.people.admin);
    expect((await admin.get('/users')).status).toBe(200);

    proxy.cut();
    await sleep(1100); // longer than a principal and a readiness answer are remembered
    const away = await admin.get('/users');
    expect(away.status).toBe(503);
    expect(away.headers['retry-after']).toBeDefined();
    expect(away.body).toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    expect(JSON.stringify(away.body)).not.toMatch(/prisma|pg|postgres|select|127\.0\.0\.1/i);
    expect((await admin.post('/teams').send({ name: 'Est' })).status).toBe(503);
    expect(
      (
        await story.anonymous
          .post('/auth/login')
          .send({ email: 'aldo@example.test', password: 'whatever it is' })
      ).status,
    ).toBe(503);
    expect((await story.outside.get('/health/live')).status).toBe(200);
    expect((await story.outside.get('/health/ready')).status).toBe(503);

    proxy.mend();
    await sleep(1100);
    expect((await admin.get('/users')).status).toBe(200);
    expect((await story.outside.get('/health/ready')).status).toBe(200);
    expect((await admin.post('/teams').send({ name: 'Est' })).status).toBe(201);
  });
});
