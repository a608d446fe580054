import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { PrismaService } from '#app/platform/prisma/prisma.service.js';
import { createEmptyDatabase, type EmptyDatabase } from '../support/empty-database.ts';
import { createPeople, signIn } from '../support/people.ts';
import { bootApp, StoryClock } from '../support/story.ts';
import { agent } from 'supertest';

const ROLE = `nexus_api_${randomBytes(4).toString('hex')}`;

describe('the API’s role in the database', () => {
  let database: EmptyDatabase;
  let roleUrl: string;
  const migrate = (password: string) =>
    execFileSync(process.execPath, ['dist/platform/prisma/migrate.js'], {
      encoding: 'utf8',
      env: {
        ...{ PATH: process.env['PATH'], DATABASE_URL: database.url },
        ...{ APPLICATION_DB_USER: ROLE, APPLICATION_DB_PASSWORD: password },
      },
    });
  beforeAll(async () => {
    database = await createEmptyDatabase();
    const password = `it's "${randomBytes(12).toString('hex')}`;
    migrate('another, changed later');
    expect(migrate(password)).toContain('read and write rows, and nothing else');
    const url = new URL(database.url);
    url.username = ROLE;
    url.password = encodeURIComponent(password);
    roleUrl = url.href;
  });
  afterAll(async () => {
    await database.query(`DROP OWNED BY ${ROLE}`);
    await database.drop();
    const admin = new Client({ connectionString: process.env['TEST_PG_URL'] });
    await admin.connect();
    await admin.query(`DROP ROLE ${ROLE}`);
    await admin.end();
  });

  it.each([
    'CREATE TABLE mine (id int)',
    'DROP TABLE clients CASCADE',
    'ALTER TABLE users ADD COLUMN door text',
    'TRUNCATE journal',
    'CREATE INDEX slow ON clients (name)',
    'CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$',
    'SELECT rolpassword FROM pg_authid',
    "SELECT pg_read_file('/etc/passwd')",
    "COPY clients TO PROGRAM 'cat'",
    'DELETE FROM _prisma_migrations',
    'CREATE ROLE another SUPERUSER',
    'ALTER ROLE CURRENT_USER SUPERUSER',
    'CREATE DATABASE another',
    'ALTER TABLE journal DISABLE TRIGGER ALL',
  ])('may not: %s', async (statement) => {
    const client = new Client({ connectionString: roleUrl });
    await client.connect();
    const refused = client.query(statement);
    await expect(refused).rejects.toMatchObject({ code: '42501' });
    await client.end();
  });

  it('has time limits of its own, for where a pooler does not pass on what a connection asks for', async () => {
    const client = new Client({ connectionString: roleUrl });
    await client.connect();
    const limits = ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout'];
    const { rows } = await client.query<{ limit: string }>(
      'SELECT current_setting(name) AS limit FROM unnest($1::text[]) AS name',
      [limits],
    );
    await client.end();
    expect(rows.map(({ limit }) => limit)).toEqual(['15s', '5s', '30s']);
  });

  it('has all that a working day needs: signing in, writing, importing, planning, counting', async () => {
    let app: NestFastifyApplication | undefined;
    try {
      const owner = await bootApp(database.url, {}, new StoryClock());
      const { anna, admin } = await createPeople(owner.get(PrismaService));
      await owner.close();
      app = await bootApp(roleUrl, {}, new StoryClock());
      const http = agent(app.getHttpServer());
      const as = async ({ email }: { email: string }) => ({
        Authorization: `Bearer ${await signIn(http, email)}`,
      });
      const [manager, boss] = [await as(anna), await as(admin)];
      const post = (path: string, headers: object, body: object) =>
        http
          .post(`/api/v1${path}`)
          .set(headers as Record<string, string>)
          .send(body);
      const client = await post('/clients', manager, { name: 'Svapo Uno', latitude: 45.4, longitude: 9.1 });
      expect(client.status).toBe(201);
      const upload = await http
        .post('/api/v1/imports')
        .set(manager)
        .field('type', 'clients')
        .attach('file', Buffer.from('Nome\nRossi\n'), 'a.csv');
      expect(upload.status).toBe(202);
      const plan = {
        ...{ date: '2026-12-01', clientIds: [client.body.id] },
        ...{
          start: { latitude: 45.46, longitude: 9.19 },
          shift: { from: '09:00', to: '18:00' },
          commit: true,
        },
      };
      expect((await post('/routes/plan-day', manager, plan)).status).toBe(201);
      expect((await http.get('/api/v1/clients/export.csv').set(manager)).status).toBe(200);
      expect((await post('/analytics/refresh', boss, { full: true })).status).toBe(202);
      for (let tries = 0; ; tries += 1) {
        const { body } = await http.get('/api/v1/analytics/status').set(boss);
        const [imported] = await database.query('SELECT status, failure FROM imports');
        const [run] = await database.query('SELECT finished_at, error FROM job_runs');
        expect([imported?.['failure'], run?.['error'], body.status]).toEqual([null, null, undefined]);
        if (imported?.['status'] === 'READY' && run?.['finished_at']) break;
        expect(tries).toBeLessThan(200);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      expect((await http.delete(`/api/v1/clients/${client.body.id}`).set(manager)).status).toBe(409);
    } finally {
      await app?.close();
    }
  });
});
