import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import type pg from 'pg';
import setup from '../test/support/global-setup.mjs';
import teardown from '../test/support/global-teardown.mjs';
import { statementsDuring } from '../test/support/captured-sql.ts';
import { explain } from '../test/support/explain.ts';
import { createPipeline, type MadePipeline } from '../test/factories/pipeline.ts';
import type { Person } from '../test/support/people.ts';
import { startStory, type Story } from '../test/support/story.ts';

/**
 * `npm run build && npm run bench:board [open] [closed]`: the board of one pipeline over HTTP, 10,000 open and 200,000 closed
 * deals unless said otherwise, in a PostgreSQL that is thrown away. The figures of docs/performance.md.
 */
const OPEN = Number(process.argv[2] ?? 10_000);
const CLOSED = Number(process.argv[3] ?? 200_000);
const ROUNDS = 300;
const WARM_UP = 20;
const MS_A_TICK = 10;

/** Twenty agents in two teams; deals of everybody in every stage, closed ones over two years. */
async function foundPipeline({ prisma, people }: Story, pipeline: MadePipeline): Promise<void> {
  const session = await prisma.pool.connect();
  try {
    await session.query('SET statement_timeout = 0');
    await writeDeals(session, people, pipeline);
  } finally {
    session.release(true);
  }
}

async function writeDeals(
  session: pg.PoolClient,
  people: Story['people'],
  pipeline: MadePipeline,
): Promise<void> {
  await session.query(
    `INSERT INTO users (email, full_name, status, team_id)
     SELECT 'agente' || i || '@bench.test', 'Agente ' || i, 'ACTIVE', (ARRAY[$1, $2]::uuid[])[1 + i % 2] FROM generate_series(1, 17) i`,
    [people.anna.teamId, people.bruno.teamId],
  );
  await session.query(`INSERT INTO clients (name, owner_id) VALUES ('Svapo', $1)`, [people.aldo.id]);
  const stages = (kind: string): string[] =>
    pipeline.stages.filter((stage) => stage.kind === kind).map(({ id }) => id);
  await session.query(
    `WITH agents AS (SELECT array_agg(id ORDER BY id) AS ids FROM users WHERE role = 'AGENT')
     INSERT INTO opportunities (title, client_id, pipeline_id, stage_id, status, amount, probability, expected_close_date,
                                closed_at, lost_reason, owner_id, created_at)
     SELECT 'Fornitura ' || i, (SELECT id FROM clients LIMIT 1), $1,
            CASE WHEN i <= $2 THEN ($4::uuid[])[1 + i % cardinality($4::uuid[])]
                 WHEN i % 3 = 0 THEN ($5::uuid[])[1] ELSE ($6::uuid[])[1] END,
            (CASE WHEN i <= $2 THEN 'OPEN' WHEN i % 3 = 0 THEN 'WON' ELSE 'LOST' END)::"StageKind",
            (i::bigint * 7919 % 500000) / 100.0, i % 101, CURRENT_DATE + (i * 31 % 120),
            CASE WHEN i > $2 THEN now() - (i::bigint * 104729 % 730) * interval '1 day' END,
            CASE WHEN i > $2 AND i % 3 > 0 THEN 'PRICE' END,
            ids[1 + (i / 7) % cardinality(ids)], now() - interval '800 days' + i * interval '5 minutes'
     FROM agents, generate_series(1, $2::int + $3::int) i`,
    [pipeline.id, OPEN, CLOSED, stages('OPEN'), stages('WON'), stages('LOST')],
  );
  await session.query('VACUUM (ANALYZE) opportunities');
}

/** Milliseconds of CPU so far, of this process (server and client) and of its connections' ends in PostgreSQL; from `/proc`: Linux only. */
async function cpuOf({ prisma }: Story): Promise<number> {
  const { user, system } = process.cpuUsage();
  const { rows } = await prisma.pool.query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend'`,
  );
  const ticks = rows.map(({ pid }) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return Number(fields[11]) + Number(fields[12]);
  });
  return (user + system) / 1000 + ticks.reduce((sum, each) => sum + each, 0) * MS_A_TICK;
}

async function measure(story: Story, base: string, person: Person): Promise<string> {
  const ask = async (): Promise<string> => {
    const answer = await fetch(base, { headers: { authorization: `Bearer ${person.token}` } });
    if (answer.status !== 200) throw new Error(await answer.text());
    return answer.text();
  };
  for (let round = 0; round < WARM_UP; round += 1) await ask();
  const times: number[] = [];
  const before = await cpuOf(story);
  for (let round = 0; round < ROUNDS; round += 1) {
    const from = performance.now();
    await ask();
    times.push(performance.now() - from);
  }
  const cpu = ((await cpuOf(story)) - before) / ROUNDS;
  times.sort((a, b) => a - b);
  const at = (part: number): string => (times[Math.floor(times.length * part)] ?? NaN).toFixed(1).padStart(6);
  const { columns } = JSON.parse(await ask()) as { columns: { kind: string; count: number }[] };
  const count = (isOpen: boolean): string =>
    String(
      columns
        .filter(({ kind }) => (kind === 'OPEN') === isOpen)
        .reduce((sum, column) => sum + column.count, 0),
    ).padStart(6);
  const sent = (await statementsDuring(ask)).filter(({ text }) => text.includes('FROM opportunities'));
  let buffers = 0;
  for (const statement of sent) buffers += (await explain(story.prisma.pool, statement)).buffers;
  return `${count(true)} | ${count(false)} | ${cpu.toFixed(1).padStart(6)} | ${at(0)} | ${at(0.5)} | ${at(0.95)} | ${at(0.99)} | ${String(buffers).padStart(7)}`;
}

async function main(): Promise<void> {
  await setup();
  const story = await startStory({ DATABASE_POOL_SIZE: '5' });
  try {
    const pipeline = await createPipeline(story);
    await foundPipeline(story, pipeline);
    await story.app.listen(0, '127.0.0.1');
    const board = `${await story.app.getUrl()}/api/v1/pipelines/${pipeline.id}/board`;
    const { admin, anna, aldo } = story.people;
    const asked: [string, string, Person][] = [
      ['all', '', admin],
      ['team', '', anna],
      ['own', '', aldo],
      ['all, one team', `?teamId=${anna.teamId}`, admin],
      ['all, closed since ever', '?closedFrom=2000-01-01', admin],
    ];
    console.log(
      `${OPEN} open and ${CLOSED} closed deals, ${ROUNDS} requests each over HTTP; ${cpus()[0]?.model.trim()} × ${cpus().length}, Node ${process.version}\n`,
    );
    console.log(
      '| board | open | closed | CPU ms | best ms | p50 ms | p95 ms | p99 ms | buffers |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    );
    for (const [what, query, person] of asked)
      console.log(`| ${what.padEnd(22)} | ${await measure(story, board + query, person)} |`);
  } finally {
    await story.end();
    await teardown();
  }
}

await main();
