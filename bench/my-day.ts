import type { PoolClient } from 'pg';
import setup from '../test/support/global-setup.mjs';
import teardown from '../test/support/global-teardown.mjs';
import type { People, Person } from '../test/support/people.ts';
import { startStory, type Story } from '../test/support/story.ts';

/**
 * `npm run bench:my-day [activities]`: the day of an agent, and of one whom a manager asks about, among 100,000
 * activities unless said otherwise. The figures of docs/performance.md.
 */
const ACTIVITIES = Number(process.argv[2] ?? 100_000);
const AGENTS = 40;
const CLIENTS = 10_000;
const DEALS = 10_000;
const VISITS = 50_000;
const ROUNDS = 200;

/** Row `n` belongs to agent `n % AGENTS`; half of the activities are done, every fifth has an assignee, every third a reminder. */
const TABLES: readonly [string, number, string][] = [
  [
    'clients',
    CLIENTS,
    `INSERT INTO clients (name, owner_id, phone, city, latitude, longitude)
     SELECT 'Svapo ' || n, a.id, '+3902' || 1000000 + n, 'Milano', 45 + n % 100 / 100.0, 9 + n % 90 / 100.0
     FROM generate_series(1, $1::int) n JOIN agents a ON a.k = n % $2::int`,
  ],
  [
    'activities',
    ACTIVITIES,
    `INSERT INTO activities (type, subject, client_id, owner_id, assignee_ids, due_at, remind_at, done_at)
     SELECT (ARRAY['TASK', 'CALL', 'EMAIL', 'MEETING']::"ActivityType"[])[1 + n % 4], 'Richiamare ' || n, c.id, a.id,
       CASE WHEN n % 5 = 0 THEN ARRAY[b.id] ELSE '{}' END, d.due, CASE WHEN n % 3 = 0 THEN d.due - interval '30 minutes' END,
       CASE WHEN (n / $2::int) % 2 = 0 THEN now() - make_interval(hours => n % 8000) END
     FROM generate_series(1, $1::int) n JOIN agents a ON a.k = n % $2::int JOIN agents b ON b.k = (n + 1) % $2::int
     JOIN places c ON c.k = n % ${CLIENTS} CROSS JOIN LATERAL (SELECT now() + make_interval(hours => n / $2::int % 1440 - 720) AS due) d`,
  ],
  [
    'opportunities',
    DEALS,
    `INSERT INTO opportunities (title, client_id, owner_id, pipeline_id, stage_id, amount, probability, expected_close_date)
     SELECT 'Fornitura ' || n, c.id, a.id, s.pipeline_id, s.id, n, 10, current_date + (n / $2::int) % 120 - 30
     FROM generate_series(1, $1::int) n JOIN agents a ON a.k = n % $2::int JOIN places c ON c.k = n % ${CLIENTS}
     CROSS JOIN (SELECT id, pipeline_id FROM pipeline_stages WHERE kind = 'OPEN' LIMIT 1) s`,
  ],
  [
    'visits',
    VISITS,
    `INSERT INTO visits (client_id, agent_id, scheduled_at, ends_at, status, checked_in_at)
     SELECT c.id, a.id, at, at + interval '30 minutes', CASE WHEN at < now() THEN 'COMPLETED' ELSE 'PLANNED' END::"VisitStatus",
       CASE WHEN at < now() THEN at END
     FROM generate_series(1, $1::int) n JOIN agents a ON a.k = n % $2::int JOIN places c ON c.k = n % ${CLIENTS}
     CROSS JOIN LATERAL (SELECT date_trunc('day', now()) + make_interval(days => n / $2::int / 8 - 120, hours => 7 + n / $2::int % 8) AS at) t`,
  ],
];

async function fill({ prisma, people }: Story): Promise<void> {
  const session = await prisma.pool.connect();
  try {
    await found(session, people);
  } finally {
    session.release(true);
  }
}

async function found(session: PoolClient, people: People): Promise<void> {
  await session.query(`SET statement_timeout = 0`);
  await session.query(
    `WITH pipeline AS (INSERT INTO sales_pipelines (name, is_default) VALUES ('Vendita', true) RETURNING id)
     INSERT INTO pipeline_stages (pipeline_id, name, position, probability, kind)
     SELECT id, name, position, probability, kind::"StageKind" FROM pipeline,
       (VALUES ('Nuovo', 1, 10, 'OPEN'), ('Vinta', 2, 100, 'WON'), ('Persa', 3, 0, 'LOST')) s(name, position, probability, kind)`,
  );
  await session.query(
    `INSERT INTO users (email, full_name, status, team_id)
     SELECT 'agente' || n || '@example.test', 'Agente ' || n, 'ACTIVE', $1::uuid FROM generate_series(1, $2::int) n`,
    [people.anna.teamId, AGENTS - 1],
  );
  await session.query(
    `CREATE TEMP TABLE agents AS SELECT id, row_number() OVER (ORDER BY id) - 1 AS k FROM users WHERE email LIKE 'agente%' OR id = '${people.aldo.id}'`,
  );
  for (const [table, rows, sql] of TABLES) {
    const from = performance.now();
    await session.query(sql, [rows, AGENTS]);
    console.log(`${rows} ${table} in ${((performance.now() - from) / 1000).toFixed(1)} s`);
    if (table === 'clients')
      await session.query(
        'CREATE TEMP TABLE places AS SELECT id, row_number() OVER (ORDER BY id) - 1 AS k FROM clients',
      );
  }
  await session.query('VACUUM ANALYZE');
}

async function measure({ app }: Story, person: Person, query: string): Promise<string> {
  const headers = { authorization: `Bearer ${person.token}` };
  const times: number[] = [];
  let bytes = 0;
  let counts: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const from = performance.now();
    const answer = await app.inject({ url: `/api/v1/my-day?${query}`, headers });
    times.push(performance.now() - from);
    if (answer.statusCode !== 200) throw new Error(answer.body);
    bytes = answer.rawPayload.length;
    counts = Object.values(answer.json<Record<string, { count?: number }>>()).flatMap(
      ({ count }) => count ?? [],
    );
  }
  times.sort((a, b) => a - b);
  const at = (part: number): string => (times[Math.floor(ROUNDS * part)] ?? NaN).toFixed(1);
  return `${counts.join(', ')} | ${(bytes / 1024).toFixed(1)} | ${at(0.5)} | ${at(0.95)}`;
}

async function main(): Promise<void> {
  await setup();
  const story = await startStory();
  try {
    await fill(story);
    const { aldo, anna } = story.people;
    console.log(
      '\n| my day | overdue, due, reminders, visits, overdue deals, closing | kB | p50 ms | p95 ms |',
    );
    console.log('| --- | --- | ---: | ---: | ---: |');
    await measure(story, aldo, '');
    for (const limit of [20, 100]) {
      console.log(`| an agent’s own, limit ${limit} | ${await measure(story, aldo, `limit=${limit}`)} |`);
      console.log(
        `| asked by the manager, limit ${limit} | ${await measure(story, anna, `agentId=${aldo.id}&limit=${limit}`)} |`,
      );
    }
  } finally {
    await story.end();
    await teardown();
  }
}

await main();
