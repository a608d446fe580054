import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { agent } from 'supertest';
import { readFile } from 'node:fs/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Clock } from '#app/platform/time/clock.js';
import type { EmptyDatabase } from '../support/empty-database.ts';
import { columnPrints, releases, restoreRelease, upgrade } from '../support/old-release.ts';
import { bootApp } from '../support/story.ts';

const PASSWORD = 'Agenti-In-Viaggio-2026';
const PERIOD = { from: '2026-01-01', to: '2026-12-01' };

/** What may be other than before: the history itself, and figures, which the next refresh makes anew from what was kept. */
const MADE_ANEW = /^(_prisma_migrations|kpi_\w+)\./;
/** Where to look for what has another name now. */
const RENAMED: Readonly<Record<string, string>> = { 'bulk_items.client_id': 'bulk_items.entity_id' };

it('every release that the change log tells of has its database here, but for the one being made', async () => {
  const told = [...(await readFile('CHANGELOG.md', 'utf8')).matchAll(/^## (\d[\d.]*)(.*)$/gm)];
  const released = told.filter(([, , rest]) => !rest?.includes('unreleased')).map(([, version]) => version);
  expect(releases()).toEqual(expect.arrayContaining(released.sort()));
  expect(released.length).toBeGreaterThanOrEqual(3);
  const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
  expect(told[0]?.[1]).toBe(version);
});

describe.each(releases())('a company that release %s served', (version) => {
  let database: EmptyDatabase;
  let app: NestFastifyApplication | undefined;
  let before: Map<string, string>;
  beforeAll(async () => {
    database = await restoreRelease(version);
    before = await columnPrints(database);
    await upgrade(database);
  });
  afterAll(async () => {
    await app?.close();
    await database.drop();
  });

  it('has every value of every column after the newest migrations, and there is nothing left to apply', async () => {
    const after = await columnPrints(database);
    const kept = [...before].filter(([name]) => !MADE_ANEW.test(name));
    expect(kept.length).toBeGreaterThan(100);
    expect(kept.map(([name]) => [name, after.get(RENAMED[name] ?? name)])).toEqual(kept);
    expect(await upgrade(database)).toEqual([]);
  });

  it('signs in with the old passwords, finds its records, and its figures are those of the rows', async () => {
    app = await bootApp(database.url, {}, new Clock());
    const http = agent(app.getHttpServer());
    const signIn = async (email: string): Promise<(path: string) => ReturnType<typeof http.get>> => {
      const { body } = await http.post('/api/v1/auth/login').send({ email, password: PASSWORD }).expect(200);
      const token = `Bearer ${body.accessToken as string}`;
      return (path) =>
        http[path.startsWith('!') ? 'post' : 'get'](`/api/v1${path.replace('!', '')}`).set(
          'Authorization',
          token,
        );
    };
    const asAgent = await signIn('agent@nexus.local');
    const own = await database.query(`
      SELECT count(*)::int AS count FROM clients JOIN users ON users.id = owner_id
      WHERE users.email = 'agent@nexus.local' AND clients.deleted_at IS NULL`);
    expect((await asAgent('/clients?count=exact').expect(200)).body.total).toBe(own[0]?.['count']);

    const asAdmin = await signIn('admin@nexus.local');
    const { body: found } = await asAdmin('/clients?q=Svapo%20del%20Rilascio').expect(200);
    expect(found.items).toMatchObject([{ notes: 'Written by the release itself.', version: 2 }]);
    const { body: timeline } = await asAdmin(`/clients/${found.items[0].id as string}/timeline`).expect(200);
    expect(timeline.items.map(({ action }: { action: string }) => action)).toEqual([
      'client.updated',
      'client.created',
    ]);

    await asAdmin('!/analytics/refresh').send({}).expect(202);
    for (let tries = 0; tries < 200; tries += 1) {
      const { runs } = (await asAdmin('/analytics/status').expect(200)).body as { runs: { state: string }[] };
      if (runs[0]?.state !== 'RUNNING') break;
      await pause(50);
    }
    const { kpis } = (await asAdmin(`/analytics/overview?from=${PERIOD.from}&to=${PERIOD.to}`).expect(200))
      .body;
    const [rows] = await database.query(`
      WITH period AS (SELECT timestamptz '${PERIOD.from} 00:00 Europe/Rome' AS from_at, timestamptz '${PERIOD.to} 00:00 Europe/Rome' AS to_at)
      SELECT
        (SELECT count(*)::int FROM opportunities, period WHERE status = 'WON' AND closed_at >= from_at AND closed_at < to_at) AS won,
        (SELECT sum(amount)::text FROM opportunities, period WHERE status = 'WON' AND closed_at >= from_at AND closed_at < to_at) AS amount,
        (SELECT count(*)::int FROM opportunities WHERE status = 'OPEN') AS open`);
    expect({ won: kpis.wonCount.value, amount: kpis.wonAmount.value, open: kpis.openCount.value }).toEqual(
      rows,
    );
  });
});
