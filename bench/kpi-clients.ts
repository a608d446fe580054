import { KpiRefresh } from '#app/analytics/refresh/kpi-refresh.service.js';
import type { PoolClient } from 'pg';
import setup from '../test/support/global-setup.mjs';
import teardown from '../test/support/global-teardown.mjs';
import type { Person } from '../test/support/people.ts';
import { startStory, type Story } from '../test/support/story.ts';

/**
 * `npm run bench:kpi-clients [clients]`: a refresh and the reports on leads and the journey over a million clients of five
 * years unless said otherwise, a fifth of them customers, each with a visit and every other with an order. The figures of
 * docs/performance.md.
 */
const CLIENTS = Number(process.argv[2] ?? 1_000_000);
const CHANGES = 1_000;
const ROUNDS = 15;

type Connection = PoolClient;

/** Owners stand in for the agents of a large company: a hundred in each of two teams. */
async function found(db: Connection, { people }: Story): Promise<void> {
  await db.query(
    `INSERT INTO users (email, full_name, role, team_id) SELECT 'agent' || n || '@example.test', 'Agent ' || n, 'AGENT',
       ($1::uuid[])[1 + n % 2] FROM generate_series(1, 200) n`,
    [[people.anna.teamId, people.bruno.teamId]],
  );
  await db.query('ALTER TABLE visits DISABLE TRIGGER USER');
  await db.query(
    `INSERT INTO clients (name, lifecycle, source, owner_id, created_at, first_contact_at, first_contact_kind, first_contact_by_id)
     SELECT 'Svapo ' || n, 'LEAD', (ARRAY['fair', 'website', 'referral', NULL])[1 + n % 4], o.id, c.at,
       CASE WHEN n % 5 > 0 THEN c.at + (n % 4001) * interval '13 minutes' END,
       CASE WHEN n % 5 > 0 THEN 'CALL'::"ContactKind" END, CASE WHEN n % 5 > 0 THEN o.id END
     FROM generate_series(1, $1::int) n
     CROSS JOIN LATERAL (SELECT now() - (n::bigint * 7919 % 157680000) * interval '1 second' AS at) c
     JOIN (SELECT id, row_number() OVER (ORDER BY id) AS place, count(*) OVER () AS many FROM users) o ON o.place = 1 + n % o.many`,
    [CLIENTS],
  );
  await db.query(
    `UPDATE clients SET lifecycle = 'CUSTOMER', updated_at = least(created_at + (hashtext(name) & 127) * interval '1 day', now())
     WHERE hashtext(name) % 5 = 0`,
  );
  await db.query(
    `INSERT INTO visits (client_id, agent_id, scheduled_at, ends_at, checked_in_at, checked_out_at, status, outcome)
     SELECT id, owner_id, at, at + interval '30 minutes', at, at + interval '30 minutes', 'COMPLETED',
       CASE WHEN hashtext(name) % 2 = 0 THEN 'ORDER'::"VisitOutcome" END
     FROM clients CROSS JOIN LATERAL (SELECT created_at + (hashtext(name) & 63) * interval '1 day' AS at) v`,
  );
  await db.query('ALTER TABLE visits ENABLE TRIGGER USER');
  await db.query('VACUUM ANALYZE clients, client_spans, visits');
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

const ms = (time: number): string => `${time.toFixed(time < 100 ? 1 : 0)} ms`;

async function median(run: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) times.push(await timed(run));
  return times.sort((a, b) => a - b)[ROUNDS >> 1] ?? NaN;
}

await setup();
const story = await startStory();
const { prisma, people } = story;
const db = await prisma.pool.connect();
await db.query('SET statement_timeout = 0');
console.log(`${CLIENTS} clients made in ${ms(await timed(() => found(db, story)))}`);
const refresh = (full: boolean): Promise<unknown> =>
  prisma.$transaction(
    async (tx) => {
      await tx.$executeRaw`SET LOCAL statement_timeout = 0`;
      return story.app.get(KpiRefresh, { strict: false }).run(tx, full);
    },
    { timeout: 3_600_000 },
  );
console.log(`full rebuild ${ms(await timed(() => refresh(true)))}`);
await db.query(
  'VACUUM ANALYZE kpi_client_fact, kpi_client_day, kpi_client_day_rollup, kpi_client_source, kpi_client_source_rollup, kpi_client_length, kpi_client_length_rollup',
);
for (const round of [1, 2, 3]) {
  await db.query(
    `WITH picked AS (SELECT id FROM clients ORDER BY hashtext(id::text || $2) LIMIT $1),
       changed AS (UPDATE clients c SET lifecycle = 'PROSPECT', updated_at = now() FROM picked WHERE c.id = picked.id RETURNING c.id)
     INSERT INTO journal (action, entity, entity_id, client_id) SELECT 'client.updated', 'client', id, id FROM changed`,
    [CHANGES, String(round)],
  );
  console.log(`refresh after ${CHANGES} scattered changes ${ms(await timed(() => refresh(false)))}`);
}
const day = (ago: number): string => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
const agent = await db.query<{ id: string }>(`SELECT id FROM users WHERE email = 'agent1@example.test'`);
const owner = `&ownerId=${agent.rows[0]?.id}`;
for (const report of ['leads', 'journey'])
  for (const [days, name] of [
    [30, 'a month'],
    [365, 'a year'],
    [1826, 'five years'],
  ] as const)
    for (const [who, person, filter] of [
      ['everybody', people.admin, ''],
      ['a team', people.anna, ''],
      ['an agent', people.admin, owner],
    ] as [string, Person, string][]) {
      const path = `/analytics/${report}?from=${day(days)}&to=${day(-1)}${filter}`;
      const time = await median(async () => {
        const { status } = await story.as(person).get(path);
        if (status !== 200) throw new Error(`${path}: ${status}`);
      });
      console.log(`${report}, ${name}, ${who}: ${ms(time)}`);
    }
db.release();
await story.end();
await teardown();
