import { readdir, readFile } from 'node:fs/promises';
import type { PoolClient } from 'pg';
import type { Story } from '../../test/support/story.ts';

/** Twenty teams of ten agents; fifty visits a client. */
export const SIZES = { teams: 20, agentsPerTeam: 10, visits: 50 };

const MIGRATIONS = 'prisma/migrations';

/** A company whose visits were written before anybody kept cadences; then the migration's own statement finds them. */
export async function found({ prisma, people }: Story, clients: number): Promise<void> {
  const session = await prisma.pool.connect();
  try {
    await session.query(
      `SET statement_timeout = 0; SET maintenance_work_mem = '256MB'; SET work_mem = '64MB'`,
    );
    await session.query(
      `INSERT INTO teams (name) SELECT 'Squadra ' || i FROM generate_series(3, $1::int) i`,
      [SIZES.teams],
    );
    await session.query(
      `INSERT INTO users (email, full_name, status, team_id)
       SELECT 'agente' || a || '@' || t.name, 'Agente ' || a, 'ACTIVE', t.id
       FROM teams t, generate_series(1, $1::int) a WHERE t.id <> $2::uuid OR a > 1`,
      [SIZES.agentsPerTeam, people.anna.teamId],
    );
    await session.query(
      `CREATE TABLE bench_agents AS SELECT id, row_number() OVER (ORDER BY id) - 1 AS n FROM users WHERE email LIKE 'agente%' OR id = $1`,
      [people.aldo.id],
    );
    await timed('clients', () => session.query(CLIENTS, [clients]));
    await timed('visits', () => writeVisits(session));
    await session.query('TRUNCATE client_cadences');
    const backfill = await backfillOfMigration();
    await timed('cadences, as the migration finds them,', () => session.query(backfill));
    for (const table of ['clients', 'visits', 'client_cadences'])
      await session.query(`VACUUM (ANALYZE) ${table}`);
  } finally {
    session.release(true);
  }
}

async function timed(what: string, run: () => Promise<unknown>): Promise<void> {
  const from = performance.now();
  await run();
  console.log(`${what} in ${((performance.now() - from) / 1000).toFixed(1)} s`);
}

/** What is drawn for client `i` follows from `i` alone. One in ten names its own interval, one in twenty is LOST. */
const CLIENTS = `
  INSERT INTO clients (name, city, owner_id, created_at, lifecycle, point_of_sale_type, visit_interval_days)
  SELECT 'Svapo ' || i, 'Milano', a.id, now() - make_interval(days => 30 + drawn % 700),
    CASE WHEN drawn % 20 = 0 THEN 'LOST' ELSE 'CUSTOMER' END::"ClientLifecycle",
    (ARRAY['VAPE_SHOP', 'TABACCHERIA', 'FARMACIA', 'PARAFARMACIA', 'OTHER', NULL]::"PointOfSaleType"[])[1 + drawn / 20 % 6],
    CASE WHEN drawn / 120 % 10 = 0 THEN (ARRAY[7, 14, 28, 35, 90, 120])[1 + drawn / 1200 % 6] END
  FROM (SELECT i, (abs(hashint4(i)::bigint) % 1000000)::int AS drawn, i % (SELECT count(*) FROM bench_agents) AS agent
        FROM generate_series(1, $1::int) i) d JOIN bench_agents a ON a.n = d.agent`;

/** One client in twenty was never visited; the last visit of the others lies up to a hundred days back. */
const VISITS = `
  INSERT INTO visits (client_id, agent_id, scheduled_at, ends_at, status, checked_in_at, checked_out_at, outcome)
  SELECT c.id, c.owner_id, t.at, t.at + interval '30 minutes', s.status, CASE WHEN s.status = 'COMPLETED' THEN t.at END,
    CASE WHEN s.status = 'COMPLETED' THEN t.at + interval '25 minutes' END, CASE WHEN s.status = 'COMPLETED' THEN 'OTHER'::"VisitOutcome" END
  FROM (SELECT id, owner_id, (abs(hashtext(id::text)::bigint) % 1000000)::int AS drawn FROM clients) c
  CROSS JOIN generate_series(0, $1::int - 1) n
  CROSS JOIN LATERAL (SELECT date_trunc('hour', now()) - make_interval(days => c.drawn % 100 + n * 14 + 1, mins => c.drawn / 100 % 540) AS at) t
  CROSS JOIN LATERAL (SELECT CASE WHEN c.drawn % 20 = 7 OR (c.drawn + n) % 12 = 0 THEN 'CANCELLED' ELSE 'COMPLETED' END::"VisitStatus" AS status) s`;

/** Without the triggers and foreign keys, and the indexes made afterwards: five million rows in a minute or two. */
async function writeVisits(session: PoolClient): Promise<void> {
  const { rows } = await session.query<{ name: string; definition: string }>(`
    SELECT c.relname AS name, pg_get_indexdef(c.oid) AS definition FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE i.indrelid = 'visits'::regclass AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = c.oid)`);
  for (const { name } of rows) await session.query(`DROP INDEX ${name}`);
  await session.query(`SET session_replication_role = replica`);
  await session.query(VISITS, [SIZES.visits]);
  await session.query(`SET session_replication_role = origin`);
  for (const { definition } of rows) await session.query(definition);
}

async function backfillOfMigration(): Promise<string> {
  const folder = (await readdir(MIGRATIONS)).find((name) => name.endsWith('_client_cadences'));
  const sql = await readFile(`${MIGRATIONS}/${folder ?? ''}/migration.sql`, 'utf8');
  const statement = /^INSERT INTO "client_cadences"[^;]*;/m.exec(sql)?.[0];
  if (!statement) throw new Error('the migration fills no cadences');
  return statement;
}

/** The eighty most urgent clients of each agent get a visit in the next two weeks, as plans of a week give them. */
export async function bookUrgent({ prisma }: Story): Promise<void> {
  const session = await prisma.pool.connect();
  try {
    await session.query('SET statement_timeout = 0');
    await timed('16,000 planned visits, each through the triggers,', () =>
      session.query(`
        INSERT INTO visits (client_id, agent_id, scheduled_at, ends_at, status)
        SELECT client_id, owner_id, t.at, t.at + interval '30 minutes', 'PLANNED'
        FROM (SELECT client_id, owner_id, row_number() OVER (PARTITION BY owner_id ORDER BY visited, since_on) - 1 AS r
              FROM client_cadences WHERE visitable) k
        CROSS JOIN LATERAL (SELECT date_trunc('day', now()) + make_interval(days => 1 + (r / 8)::int, hours => 8 + (r % 8)::int) AS at) t
        WHERE r < 80`),
    );
  } finally {
    session.release(true);
  }
}
