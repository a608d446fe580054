import type pg from 'pg';
import { TERRITORIES } from '../../prisma/seed/towns.ts';
import type { People } from '../../test/support/people.ts';

const TEAMS = 8;
const AGENTS_A_TEAM = 25;

/** Syllables of made-up surnames: 300 of them, so that each is that of one client in 300. */
const HEADS = 'Bar Fer Gal Lom Mar Mor Ric San Ser Tes Val Ven Zan Col Con Car Bel Ben Ros Rus'.split(' ');
const TAILS = 'ani ardi azzi etti elli ini ori otti ucci oni erini aldi enti osi ato'.split(' ');

/** A company of so many clients: eight teams of 25 agents, each in a town of their own team's. One statement a table. */
export async function foundCompany(pool: pg.Pool, people: People, clients: number): Promise<void> {
  const session = await pool.connect();
  try {
    await session.query(`SET statement_timeout = 0; SET maintenance_work_mem = '512MB'`);
    await hireAgents(session, people);
    const indexes = await withoutIndexes(session);
    await session.query(CLIENTS, [clients, HEADS, TAILS]);
    for (const definition of indexes) await session.query(definition);
    await session.query('VACUUM (ANALYZE) clients');
  } finally {
    session.release(true);
  }
}

async function hireAgents(pool: pg.PoolClient, { aldo, anna }: People): Promise<void> {
  const towns = TERRITORIES.flat();
  await pool.query(`INSERT INTO teams (name) SELECT 'Squadra ' || i FROM generate_series(3, $1::int) i`, [
    TEAMS,
  ]);
  await pool.query(
    `INSERT INTO users (email, full_name, status, team_id)
     SELECT 'agente' || a || '@' || t.name, 'Agente ' || a, 'ACTIVE', t.id
     FROM teams t, generate_series(1, $1::int) a WHERE t.id <> $2::uuid OR a > 1`,
    [AGENTS_A_TEAM, anna.teamId],
  );
  await pool.query(
    `CREATE TABLE bench_agents AS
     SELECT a.*, t.name AS city, t.province, t.latitude, t.longitude
     FROM (SELECT u.id, u.team_id, (row_number() OVER (ORDER BY u.team_id, u.id))::int - 1 AS n
           FROM users u WHERE u.role = 'AGENT' AND (u.email LIKE 'agente%' OR u.id = $1::uuid)) a
     JOIN unnest($2::text[], $3::text[], $4::float8[], $5::float8[]) WITH ORDINALITY AS t (name, province, latitude, longitude, n)
       ON t.n - 1 = a.n * $6::int / $7::int`,
    [
      aldo.id,
      towns.map(([name]) => name),
      towns.map(([, province]) => province),
      towns.map(([, , , latitude]) => latitude),
      towns.map(([, , , , longitude]) => longitude),
      towns.length,
      TEAMS * AGENTS_A_TEAM,
    ],
  );
}

/** What is drawn for client `i` follows from `i` alone: the same company at each run. */
const CLIENTS = `
  INSERT INTO clients (name, city, province, vat_number, phone, latitude, longitude, lifecycle, owner_id, created_at, updated_at)
  SELECT CASE WHEN kind < 16 THEN 'Svapo' WHEN kind < 26 THEN 'Vapor' WHEN kind < 400 THEN 'Tabaccheria' WHEN kind < 600 THEN 'Farmacia'
              WHEN kind < 850 THEN 'Bar' WHEN kind < 930 THEN 'Edicola' ELSE 'Smoke Shop' END
         || ' ' || ($2::text[])[1 + surname % 20] || ($3::text[])[1 + surname / 20] || ' ' || i,
         a.city, a.province, lpad((i * 7919::bigint % 99999999977)::text, 11, '0'),
         '+393' || (10 + drawn % 90) || lpad((drawn % 9999991)::text, 7, '0'),
         a.latitude + (drawn % 2000 - 1000) / 10000.0, a.longitude + (drawn / 2000 % 2000 - 1000) / 10000.0,
         (ARRAY['LEAD', 'PROSPECT', 'CUSTOMER', 'DORMANT', 'LOST'])[1 + drawn % 5]::"ClientLifecycle", a.id,
         now() - (2 * $1 - i) * interval '1 second', now() - drawn % (2 * $1) * interval '1 second'
  FROM (SELECT i, abs(hashint4(i)::bigint) AS drawn, abs(hashint4(i + 1)::bigint) % 1000 AS kind,
               (abs(hashint4(i + 2)::bigint) % 300)::int AS surname, abs(hashint4(i + 3)::bigint) % (SELECT count(*) FROM bench_agents) AS agent
        FROM generate_series(1, $1::int) i) d
  JOIN bench_agents a ON a.n = d.agent
  ORDER BY i`;

/** Rows are quicker to bring in while no index has to be kept. */
async function withoutIndexes(pool: pg.PoolClient): Promise<string[]> {
  const { rows } = await pool.query<{ name: string; definition: string }>(
    `SELECT x.relname AS name, pg_get_indexdef(i.indexrelid) AS definition
     FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
     WHERE i.indrelid = 'clients'::regclass AND NOT i.indisprimary`,
  );
  for (const { name } of rows) await pool.query(`DROP INDEX "${name}"`);
  return rows.map(({ definition }) => definition);
}
