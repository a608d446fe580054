import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { agent } from 'supertest';
import { WATERMARK } from '#app/analytics/refresh/watermark.queries.js';
import { readDocument, routesOf } from '../contract/document.ts';
import { CuttableProxy } from '../support/cuttable-proxy.ts';
import { createDatabase } from '../support/database.ts';
import { refreshFigures } from '../support/refresh-figures.ts';
import { bootApp, startStory, type Story } from '../support/story.ts';

const AS_OF = '2026-03-01T10:00:00.000Z';

/** The replica is played by a database that refuses to be written to, and whose figures are of an earlier moment. */
describe('reports that are read from a replica', () => {
  let story: Story;
  let replica: Awaited<ReturnType<typeof createDatabase>>;
  let proxy: CuttableProxy;
  let app: NestFastifyApplication;
  const get = (path: string) =>
    agent(app.getHttpServer())
      .get(path)
      .set('Authorization', `Bearer ${story.people.admin.token ?? ''}`);

  beforeAll(async () => {
    story = await startStory();
    await refreshFigures(story);
    replica = await createDatabase();
    const client = new pg.Client({ connectionString: replica.url });
    await client.connect();
    const mark = await story.prisma.kpiWatermark.findFirstOrThrow({ where: { name: WATERMARK } });
    await client.query('INSERT INTO kpi_watermark (name, transaction, refreshed_at) VALUES ($1, $2, $3)', [
      mark.name,
      mark.transaction,
      AS_OF,
    ]);
    const { pathname } = new URL(replica.url);
    await client.query(`ALTER DATABASE ${pathname.slice(1)} SET default_transaction_read_only = on`);
    await client.end();
    const through = await CuttableProxy.to(replica.url);
    proxy = through.proxy;
    app = await bootApp(
      story.databaseUrl,
      { DATABASE_REPLICA_URL: through.url, METRICS_ENABLED: 'true' },
      story.clock,
    );
  });
  afterAll(async () => {
    await app.close();
    await proxy.close();
    await replica.drop();
    await story.end();
  });

  const reports = (): string[] =>
    routesOf(readDocument(story))
      .filter(({ method, path }) => method === 'GET' && /\/analytics\/[a-z-]+(\.csv)?$/.test(path))
      .map(({ path }) => path)
      .filter((path) => !/dashboards|summary|definitions|status/.test(path));

  it('write nothing, and say of which moment the replica’s figures are', async () => {
    expect(reports().length).toBeGreaterThan(15);
    for (const path of reports()) {
      const { status, body } = await get(`${path}?from=2026-02-01&to=2026-03-01`);
      expect([path, status]).toEqual([path, 200]);
      if (!path.endsWith('.csv')) expect([path, body.computedAt]).toEqual([path, AS_OF]);
    }
    expect((await get('/api/v1/analytics/status')).body).toMatchObject({ computedAt: AS_OF });
  });

  it('are counted as behind by who watches', async () => {
    const { text } = await get('/metrics');
    const written = /^analytics_refreshed_timestamp_seconds\{database="written"\} (\S+)$/m.exec(text)?.[1];
    const read = /^analytics_refreshed_timestamp_seconds\{database="reports"\} (\S+)$/m.exec(text)?.[1];
    expect(Number(read)).toBe(Date.parse(AS_OF) / 1000);
    expect(Number(written)).toBeGreaterThan(Number(read));
    expect(text).toMatch(/^database_pool_connections\{pool="reports",state="idle"\} [1-9]/m);
  });

  it('answer 503 while the replica is away, and all else goes on', async () => {
    proxy.cut();
    const away = await get('/api/v1/analytics/overview');
    expect([away.status, away.body.code]).toEqual([503, 'DATABASE_UNAVAILABLE']);
    expect((await get('/api/v1/clients')).status).toBe(200);
    expect((await get('/health/ready')).status).toBe(200);
    proxy.mend();
    expect((await get('/api/v1/analytics/overview')).status).toBe(200);
  });
});
