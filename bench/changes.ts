import setup from '../test/support/global-setup.mjs';
import teardown from '../test/support/global-teardown.mjs';
import type { Person } from '../test/support/people.ts';
import { startStory, type Story } from '../test/support/story.ts';

/**
 * `npm run build && npm run bench:changes [rows]`: a morning's first calls to the feed of changes after a day on which others
 * changed so many rows, 100,000 unless said otherwise, over a million rows of history. The figures of docs/performance.md.
 */
const ROWS = Number(process.argv[2] ?? 100_000);
const HISTORY = 1_000_000;
const CLIENTS = 20_000;
const ROUNDS = 5;

/** What an edit leaves in the journal, of clients of these owners in turn. */
async function edits({ prisma }: Story, owners: readonly string[], rows: number): Promise<void> {
  const client = await prisma.pool.connect();
  await client.query('SET statement_timeout = 0');
  await client.query(
    `INSERT INTO journal (action, entity, entity_id, client_id, owner_id, actor_id, request_id, facts)
     SELECT (ARRAY['client.updated', 'activity.created', 'opportunity.moved', 'visit.updated'])[1 + n % 4],
       (ARRAY['client', 'activity', 'opportunity', 'visit'])[1 + n % 4], c.id, c.id, c.owner_id, c.owner_id, md5(n::text),
       '{"changes": {"name": {"from": "Svapo Uno", "to": "Svapo Due"}, "city": {"from": "Lodi", "to": "Pavia"}}}'
     FROM generate_series(1, $1::int) n
     JOIN (SELECT id, owner_id, row_number() OVER () AS place, count(*) OVER () AS many FROM clients WHERE owner_id = ANY($2)) c
       ON c.place = 1 + n % c.many`,
    [rows, owners],
  );
  await client.query('VACUUM ANALYZE journal');
  client.release();
}

async function found({ prisma }: Story, owners: readonly string[]): Promise<void> {
  await prisma.pool.query(
    `INSERT INTO clients (name, owner_id) SELECT 'Svapo ' || n, ($2::uuid[])[1 + n % array_length($2::uuid[], 1)]
     FROM generate_series(1, $1::int) n`,
    [CLIENTS, owners],
  );
  await prisma.pool.query('ANALYZE clients');
}

interface Answer {
  items: unknown[];
  nextCursor: string;
  more: boolean;
}

async function ask(story: Story, person: Person, query: string): Promise<Answer> {
  const { body, status } = await story.as(person).get(`/changes${query}`);
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body as Answer;
}

/** Until there is no more. */
async function catchUp(story: Story, person: Person, from: string) {
  const times: number[] = [];
  let records = 0;
  for (let [cursor, more] = [from, true]; more;) {
    const start = performance.now();
    const answer = await ask(story, person, `?after=${cursor}&limit=200`);
    times.push(performance.now() - start);
    records += answer.items.length;
    [cursor, more] = [answer.nextCursor, answer.more];
  }
  return { calls: times.length, records, slowest: Math.max(...times), all: times.reduce((a, b) => a + b, 0) };
}

async function main(): Promise<void> {
  await setup();
  const story = await startStory();
  try {
    const { anna, aldo, alma, beppe, analyst } = story.people;
    await found(story, [aldo.id, alma.id, beppe.id]);
    await edits(story, [aldo.id, alma.id, beppe.id], HISTORY);
    const readers = { agent: aldo, manager: anna, analyst };
    const starts = new Map<string, string>();
    for (const [name, person] of Object.entries(readers))
      starts.set(name, (await ask(story, person, '')).nextCursor);
    await edits(story, [beppe.id], ROWS);
    await edits(story, [aldo.id], 50);
    console.log(`${ROWS} changes of others, then 50 of the agent; medians of ${ROUNDS}\n`);
    console.log(
      '| reader | calls | records | slowest call ms | all ms |\n| --- | ---: | ---: | ---: | ---: |',
    );
    for (const [name, person] of Object.entries(readers)) {
      const runs: Awaited<ReturnType<typeof catchUp>>[] = [];
      for (let round = 0; round < ROUNDS; round += 1)
        runs.push(await catchUp(story, person, starts.get(name) ?? ''));
      const middle = (of: (run: (typeof runs)[number]) => number) =>
        runs.map(of).sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? NaN;
      const { calls, records } = runs[0] ?? { calls: 0, records: 0 };
      console.log(
        `| ${name} | ${calls} | ${records} | ${middle(({ slowest }) => slowest).toFixed(0)} | ${middle(({ all }) => all).toFixed(0)} |`,
      );
    }
    const idle: number[] = [];
    const { nextCursor } = await ask(story, aldo, '');
    for (let round = 0; round < 100; round += 1) {
      const start = performance.now();
      await ask(story, aldo, `?after=${nextCursor}`);
      idle.push(performance.now() - start);
    }
    idle.sort((a, b) => a - b);
    console.log(`\nnothing new: p50 ${idle[50]?.toFixed(1)} ms, p95 ${idle[95]?.toFixed(1)} ms`);
  } finally {
    await story.end();
    await teardown();
  }
}

await main();
