import { CostlyLimits } from '#app/platform/limits/costly-limits.service.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { agent } from 'supertest';
import { readDocument, routesOf } from '../contract/document.ts';
import { startReplica } from '../support/replica.ts';
import { statementsDuring } from '../support/captured-sql.ts';
import { PASSWORD } from '../support/people.ts';
import { beginUpload, type SlowUpload } from '../support/slow-upload.ts';
import { bootApp, startStory, type Story, STORY_SECRET } from '../support/story.ts';

const LIMITS = { COSTLY_AT_ONCE: '2', COSTLY_PER_MINUTE: '100' };

describe('requests that cost much', () => {
  let story: Story;
  let other: NestFastifyApplication;
  let urls: [string, string];
  let uploads: SlowUpload[] = [];
  beforeAll(async () => {
    story = await startStory(LIMITS);
    other = await bootApp(story.databaseUrl, LIMITS, story.clock);
    await Promise.all([story.app.listen(0, '127.0.0.1'), other.listen(0, '127.0.0.1')]);
    urls = [await story.app.getUrl(), await other.getUrl()];
  });
  afterEach(async () => {
    uploads.forEach(({ hangUp }) => hangUp());
    uploads = [];
    await untilHeld(0);
  });
  afterAll(async () => {
    await other.close();
    await story.end();
  });

  const begin = (url: string, person = story.people.admin): SlowUpload => {
    const upload = beginUpload(url, person);
    uploads.push(upload);
    return upload;
  };
  const held = () => story.prisma.costlyRun.count();
  async function untilHeld(count: number): Promise<void> {
    for (let tries = 0; (await held()) !== count; tries += 1) {
      if (tries > 400) throw new Error(`${await held()} places are held, not ${count}`);
      await wait(25);
    }
  }

  it('of twenty at once two run, on whichever replica, and the others learn when to come back', async () => {
    const all = Array.from({ length: 20 }, (_, index) => begin(urls[index % 2] ?? ''));
    const statuses: (number | undefined)[] = Array(20).fill(undefined);
    const waits: (string | undefined)[] = [];
    all.forEach(({ answer }, index) => {
      void answer.then(({ status, retryAfter }) => {
        statuses[index] = status;
        if (status === 429) waits.push(retryAfter);
      });
    });
    while (waits.length < 18) await wait(20);
    expect(await held()).toBe(2);
    expect(waits).toEqual(Array(18).fill('2'));
    const running = all.filter((_, index) => statuses[index] === undefined);
    expect(running).toHaveLength(2);
    running.forEach(({ finish }) => finish());
    expect((await Promise.all(running.map(({ answer }) => answer))).map(({ status }) => status)).toEqual([
      202, 202,
    ]);
    await untilHeld(0);
    const next = begin(urls[0]);
    next.finish();
    expect((await next.answer).status).toBe(202);
  });

  it('one’s full places keep nobody else waiting, nor another kind of request', async () => {
    begin(urls[0]);
    begin(urls[1]);
    await untilHeld(2);
    expect((await story.as(story.people.admin).get('/clients/export.csv')).status).toBe(200);
    const anna = begin(urls[0], story.people.anna);
    anna.finish();
    expect((await anna.answer).status).toBe(202);
  });

  it('who hangs up leaves the place', async () => {
    const [first, second] = [begin(urls[0]), begin(urls[1])];
    await untilHeld(2);
    first.hangUp();
    second.hangUp();
    await untilHeld(0);
  });

  it('a killed replica’s places come free when nobody renews them', async () => {
    const { bruno } = story.people;
    const replica = await startReplica(story.databaseUrl, STORY_SECRET);
    try {
      begin(replica.url, bruno);
      begin(replica.url, bruno);
      await untilHeld(2);
    } finally {
      await replica.kill();
    }
    expect(await begin(urls[0], bruno).answer).toMatchObject({ status: 429, retryAfter: '2' });
    // Half a minute later.
    await story.prisma.costlyRun.updateMany({ data: { expiresAt: new Date(Date.now() - 1000) } });
    const next = begin(urls[0], bruno);
    next.finish();
    expect((await next.answer).status).toBe(202);
    await story.prisma.costlyRun.deleteMany();
  });

  it('a long one keeps its place: its replica renews it', async () => {
    begin(urls[0]);
    await untilHeld(1);
    const almostOver = new Date(Date.now() + 3000);
    await story.prisma.costlyRun.updateMany({ data: { expiresAt: almostOver } });
    await story.app.get(CostlyLimits, { strict: false }).renew();
    const { expiresAt } = await story.prisma.costlyRun.findFirstOrThrow();
    expect(expiresAt.getTime()).toBeGreaterThan(almostOver.getTime() + 10_000);
  });

  it('more than so many a minute are refused, counted over replicas, for each user and kind', async () => {
    const few = { COSTLY_PER_MINUTE: '4' };
    const apps = [
      await bootApp(story.databaseUrl, few, story.clock),
      await bootApp(story.databaseUrl, few, story.clock),
    ];
    const clients = apps.map((app) => agent(app.getHttpServer()));
    const { aldo, anna, analyst } = story.people;
    const plan = (index: number, { token } = aldo) =>
      (clients[index % 2] ?? story.outside)
        .post('/api/v1/routes/plan-day')
        .set('Authorization', `Bearer ${token}`)
        .send({
          date: '2026-12-01',
          start: { latitude: 45.46, longitude: 9.19 },
          shift: { from: '09:00', to: '18:00' },
        });
    for (const index of [0, 1, 2, 3]) expect((await plan(index)).status).toBe(201);
    const refused = await plan(4);
    expect([refused.status, refused.body.code]).toEqual([429, 'COSTLY_TOO_OFTEN']);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
    expect((await plan(5)).status).toBe(429);
    expect((await plan(0, anna)).status).toBe(201);
    // Who may not plan at all is told so, however often.
    for (const index of [0, 1, 2, 3, 4, 5]) expect((await plan(index, analyst)).status).toBe(403);
    await Promise.all(apps.map((app) => app.close()));
  });

  it('of the figures of dashboards two are made at once, however many are opened in a minute', async () => {
    const { aldo } = story.people;
    const made = await story
      .as(aldo)
      .post('/analytics/dashboards')
      .send({ name: 'Tutto', widgets: [{ report: 'journey' }], period: { preset: 'LAST_30_DAYS' } });
    expect(made.status).toBe(201);
    const open = () => story.as(aldo).get(`/analytics/dashboards/${made.body.id as string}/figures`);
    const places = [1, 2].map((slot) => ({ slot, token: randomUUID() }));
    await story.prisma.costlyRun.createMany({
      data: places.map((place) => ({
        ...{ ...place, userId: aldo.id, kind: 'dashboard' },
        expiresAt: new Date(Date.now() + 60_000),
      })),
    });
    const refused = await open();
    expect([refused.status, refused.body.code, refused.headers['retry-after']]).toEqual([
      429,
      'COSTLY_AT_ONCE',
      '2',
    ]);
    await story.prisma.costlyRun.deleteMany();
    for (let time = 0; time <= Number(LIMITS.COSTLY_PER_MINUTE); time += 1) {
      expect((await open()).status).toBe(200);
      // A place is left once the answer is out.
      await untilHeld(0);
    }
  });

  it('are all that take or make a file, plan, or touch many rows: the document says so', () => {
    const document = readDocument(story);
    for (const { operationId, requestBody, responses, ...route } of routesOf(document)) {
      const types = Object.values(responses).flatMap(({ content }) => Object.keys(content ?? {}));
      const isCostly =
        'multipart/form-data' in (requestBody?.content ?? {}) ||
        types.includes('text/csv') ||
        /^(plan|recalculate|refresh|bulk)[A-Z]|^getDashboardFigures$/.test(operationId);
      if (isCostly)
        expect([operationId, route]).toEqual([
          operationId,
          expect.objectContaining({ 'x-costly': expect.any(String) }),
        ]);
    }
  });
});

describe('the general limit', () => {
  it('refuses one request too many and says when to come back', async () => {
    const story = await startStory({ REQUESTS_PER_MINUTE: '10' });
    const { aldo, alma } = story.people;
    const ask = () => story.as(aldo).get('/auth/me');
    for (let count = 0; count < 10; count += 1) expect((await ask()).status).toBe(200);
    const refused = await ask();
    expect([refused.status, refused.body.code]).toEqual([429, 'TOO_MANY_REQUESTS']);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await story.as(alma).get('/auth/me')).status).toBe(200);
    await story.end();
  });

  it('holds for keys that stand for nobody: past it none is looked up, and whoever is signed in is still heard', async () => {
    const story = await startStory({ REQUESTS_PER_MINUTE: '10', TRUSTED_PROXIES: '1' });
    const { aldo } = story.people;
    const made = await story
      .as(aldo)
      .post('/api-keys')
      .send({
        ...{ name: 'magazzino', currentPassword: PASSWORD },
        expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
        permissions: [{ resource: 'client', action: 'read', scope: 'own' }],
      });
    const ask = (token: string, from = '198.51.100.7') =>
      story
        .as({ ...aldo, token })
        .get('/clients')
        .set('X-Forwarded-For', from);
    const guess = (index: number) => ask(`nxk_${String(index).padStart(43, 'x')}`);
    for (let index = 0; index < 10; index += 1) expect((await guess(index)).status).toBe(401);
    const sent = await statementsDuring(async () => {
      const refused = await guess(11);
      expect([refused.status, refused.body.code]).toEqual([429, 'TOO_MANY_REQUESTS']);
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
      expect((await ask(made.body.key as string)).status).toBe(429);
    });
    expect(sent.filter(({ text }) => text.includes('api_keys'))).toEqual([]);
    expect((await ask(aldo.token)).status).toBe(200);
    expect((await ask(made.body.key as string, '203.0.113.9')).status).toBe(200);
    await story.end();
  });
});
