import { PrincipalMemory } from '#app/auth/permissions/principal-memory.js';
import { JobRunner } from '#app/platform/jobs/index.js';
import { Patience, withPatience } from '#app/platform/prisma/pool/patience.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { vatNumber } from '../factories/client.ts';
import { startStory, type Story } from '../support/story.ts';

describe('while every connection to the database is taken', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory({ DATABASE_POOL_SIZE: '1', METRICS_ENABLED: 'true' });
  });
  afterAll(() => story.end());

  const aldo = () => story.as(story.people.aldo);

  it('a request is refused with words and a time to come back, health stays up, and a job waits on', async () => {
    const only = await story.prisma.pool.connect();
    const runs = story.app.get(JobRunner, { strict: false });
    const job = runs.once('patient', 'a window', () => Promise.resolve({ done: true }));
    try {
      const [read, written, live] = await Promise.all([
        aldo().get('/clients'),
        aldo().post('/clients').set('Idempotency-Key', 'busy').send({ name: 'Bar Affollato' }),
        story.outside.get('/health/live'),
      ]);
      for (const refused of [read, written]) {
        expect([refused.status, refused.body.code]).toEqual([503, 'OVERLOADED']);
        expect(refused.headers).toMatchObject({
          'retry-after': '2',
          'content-type': 'application/problem+json; charset=utf-8',
        });
      }
      expect(live.status).toBe(200);
    } finally {
      only.release();
    }
    expect(await job).toBe(true);
  });

  it('a request that gets its connection in time is served', async () => {
    const only = await story.prisma.pool.connect();
    const written = aldo().post('/clients').set('Idempotency-Key', 'busy').send({ name: 'Bar Affollato' });
    const answer = written.then((got) => got.status);
    while (story.prisma.pool.waiting === 0) await new Promise(setImmediate);
    only.release();
    expect(await answer).toBe(201);
    expect(await story.prisma.client.count({ where: { name: 'Bar Affollato' } })).toBe(1);
  });

  it('a request that shares the look-up of another is served though that other had to be refused', async () => {
    const only = await story.prisma.pool.connect();
    story.app.get(PrincipalMemory, { strict: false }).forget();
    const first = aldo().get('/clients');
    const refused = first.then((got) => got);
    while (story.prisma.pool.waiting === 0) await new Promise(setImmediate);
    await new Promise((resolve) => setTimeout(resolve, 700));
    const second = aldo()
      .get('/clients')
      .then((got) => got);
    expect([(await refused).status, (await refused).body.code]).toEqual([503, 'OVERLOADED']);
    only.release();
    expect((await second).status).toBe(200);
  });

  it('a job waits as jobs do, though a request that can wait no longer began it', async () => {
    const only = await story.prisma.pool.connect();
    const spent = new Patience();
    spent.waitBegins(-60_000);
    const runs = story.app.get(JobRunner, { strict: false });
    const job = Promise.withResolvers<boolean>();
    withPatience(spent, () => {
      const work = () => Promise.resolve({ done: true });
      runs.once('asked for', 'a window', work).then(job.resolve, job.reject);
    });
    while (story.prisma.pool.waiting === 0) await new Promise(setImmediate);
    // Whoever has no patience left is refused at the next turn of the timers.
    await new Promise((resolve) => setTimeout(resolve, 5));
    only.release();
    expect(await job.promise).toBe(true);
  });

  const session = async (): Promise<number | undefined> => {
    const rows = await story.prisma.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
    return rows[0]?.pid;
  };

  it('a statement that took too long costs no connection', async () => {
    const before = await session();
    const ended = story.prisma.pool.query('SELECT pg_cancel_backend(pg_backend_pid()), pg_sleep(5)');
    await expect(ended).rejects.toMatchObject({ code: '57014' });
    expect(await session()).toBe(before);
  });

  it('a statement that took too long within a transaction costs the connection, and nobody comes into that transaction', async () => {
    const only = await story.prisma.pool.connect();
    await only.query('BEGIN');
    const ended: unknown = await only
      .query('SELECT pg_cancel_backend(pg_backend_pid()), pg_sleep(5)')
      .catch((error: unknown) => error);
    expect(ended).toMatchObject({ code: '57014' });
    only.release(ended as Error);
    expect(await session()).toBeGreaterThan(0);
  });

  it('a value that is refused costs no connection', async () => {
    const fields = { name: 'Bar Doppio', vatNumber: vatNumber(17) };
    await aldo().post('/clients').send(fields).expect(201);
    const before = await session();
    const { status, body } = await aldo().post('/clients').send(fields);
    expect([status, body.code]).toEqual([409, 'VAT_NUMBER_TAKEN']);
    expect(await session()).toBe(before);
  });

  it('addresses that nobody knows crowd nobody out', async () => {
    for (let index = 0; index < 20; index += 1) await story.outside.get('/api/v1/nowhere').expect(404);
    // A crowd turns others away once it has stood for a second.
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await aldo().get('/clients').expect(200);
  });

  it('who watches the service is not told that the database is away', async () => {
    const up = async () =>
      /^database_up\{database="written"\} (\d)$/m.exec((await story.outside.get('/metrics')).text)?.[1];
    // Tables are read for figures once a second.
    const aSecond = () => new Promise((resolve) => setTimeout(resolve, 1100));
    await aSecond();
    expect(await up()).toBe('1');
    await aSecond();
    const only = await story.prisma.pool.connect();
    try {
      expect(await up()).toBe('1');
    } finally {
      only.release();
    }
  });

  it('who watches the service sees how many were refused', async () => {
    const { text } = await story.outside.get('/metrics');
    expect(text).toMatch(/^database_pool_refusals_total\{pool="requests"\} [1-9]\d*$/m);
  });
});
