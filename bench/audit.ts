import setup from '../test/support/global-setup.mjs';
import teardown from '../test/support/global-teardown.mjs';
import { startStory, type Story } from '../test/support/story.ts';

/**
 * `npm run build && npm run bench:audit [rows]`: searches of the audit journal among so many rows, a million unless said
 * otherwise, in a PostgreSQL that is thrown away. The figures of docs/accounts.md.
 */
const ROWS = Number(process.argv[2] ?? 1_000_000);
const ROUNDS = 40;

/** A year of a busy company: all but one row in five thousand are about business. */
async function fill({ prisma, people }: Story): Promise<number> {
  const actors = Object.values(people).map(({ id }) => id as string);
  const start = performance.now();
  const client = await prisma.pool.connect();
  await client.query('SET statement_timeout = 0');
  await client.query(
    `INSERT INTO journal (at, action, entity, entity_id, actor_id, request_id, facts)
     SELECT now() - make_interval(secs => ($1 - n) * 31.0),
       CASE WHEN n % 5000 = 0 THEN (ARRAY['user.suspended', 'access.refused'])[1 + (n / 5000) % 2]
         ELSE (ARRAY['client.updated', 'visit.completed', 'opportunity.moved', 'activity.created'])[1 + n % 4] END,
       CASE WHEN n % 5000 = 0 THEN 'user' ELSE (ARRAY['client', 'visit', 'opportunity', 'activity'])[1 + n % 4] END,
       md5((n % 50000)::text)::uuid, ($2::uuid[])[1 + n % array_length($2::uuid[], 1)], md5(n::text), '{"name": {"from": "a", "to": "b"}}'
     FROM generate_series(1, $1::int) n`,
    [ROWS, actors],
  );
  await client.query('VACUUM ANALYZE journal');
  client.release();
  return (performance.now() - start) / 1000;
}

async function main(): Promise<void> {
  await setup();
  const story = await startStory();
  try {
    console.log(`${ROWS} rows in ${(await fill(story)).toFixed(0)} s`);
    const { admin, aldo } = story.people;
    const month = new Date(Date.now() - 30 * 86_400_000).toISOString();
    const searches = {
      'the newest': '',
      'a frequent action': 'action=client.updated',
      'a rare action': 'action=user.suspended',
      'an action that never was': 'action=user.exploded',
      'a rare kind of record': 'entity=user',
      'one record': `entity=client&entityId=${story.people.anna.id}`,
      'one person': `actorId=${aldo.id}`,
      'one person’s rare action': `actorId=${aldo.id}&action=access.refused`,
      'everything before the last month': `to=${month}`,
      'a rare action before the last month': `action=user.suspended&to=${month}`,
    };
    console.log('\n| search | rows | p50 ms | p95 ms |\n| --- | ---: | ---: | ---: |');
    for (const [what, query] of Object.entries(searches)) {
      const times: number[] = [];
      let rows = 0;
      for (let round = 0; round < ROUNDS; round += 1) {
        const start = performance.now();
        const { body, status } = await story.as(admin).get(`/audit?limit=25&${query}`);
        if (status !== 200) throw new Error(`${what}: ${status}`);
        times.push(performance.now() - start);
        rows = (body.items as unknown[]).length;
      }
      times.sort((a, b) => a - b);
      const at = (part: number) => (times[Math.floor(ROUNDS * part)] ?? 0).toFixed(1);
      console.log(`| ${what} | ${rows} | ${at(0.5)} | ${at(0.95)} |`);
    }
  } finally {
    await story.end();
    await teardown();
  }
}

await main();
