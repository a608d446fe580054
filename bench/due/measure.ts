import { statementsDuring } from '../../test/support/captured-sql.ts';
import { explain } from '../../test/support/explain.ts';
import type { Person } from '../../test/support/people.ts';
import type { Story } from '../../test/support/story.ts';

export interface DueFigures {
  rows: number;
  /** Milliseconds from the request to its answer, inside the process. */
  p50: number;
  p95: number;
  /** Of those, the statement's own way to PostgreSQL and back. */
  statement: number;
  /** Pages of tables and indexes that PostgreSQL looked at for one page. */
  buffers: number;
}

interface DuePage {
  items: { clientId: string }[];
  nextCursor: string | null;
}

const ROUNDS = 100;

async function getPage({ app }: Story, person: Person, query: string): Promise<DuePage> {
  const answer = await app.inject({
    url: `/api/v1/visits/due?limit=25${query}`,
    headers: { authorization: `Bearer ${person.token}` },
  });
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return answer.json<DuePage>();
}

/** So many pages down, or on the last full one before. */
export async function cursorAfter(
  story: Story,
  person: Person,
  pages: number,
): Promise<{ cursor: string; what: string }> {
  let cursor = '';
  let turned = 0;
  for (; turned < pages; turned += 1) {
    const { nextCursor } = await getPage(story, person, cursor && `&cursor=${cursor}`);
    if (nextCursor === null) break;
    cursor = nextCursor;
  }
  return { cursor, what: `page ${turned + 1}` };
}

export async function measureDue(story: Story, person: Person, query: string): Promise<DueFigures> {
  const ask = (): Promise<DuePage> => getPage(story, person, query);
  const sent = (await statementsDuring(ask)).find(({ text }) => text.includes('client_cadences'));
  if (!sent) throw new Error('no page was read');
  const requests = await timesOf(ask, ROUNDS);
  const statements = await timesOf(() => story.prisma.pool.query(sent.text, sent.values), ROUNDS);
  return {
    rows: (await ask()).items.length,
    p50: percentile(requests, 0.5),
    p95: percentile(requests, 0.95),
    statement: percentile(statements, 0.5),
    buffers: (await explain(story.prisma.pool, sent)).buffers,
  };
}

/** The first page of everybody's clients if nothing were kept: two looks into the visits for each client. */
export async function measureFromVisits({ prisma }: Story): Promise<string> {
  const session = await prisma.pool.connect();
  try {
    await session.query('SET statement_timeout = 0');
    const times = await timesOf(() => session.query(FROM_VISITS), 1);
    return percentile(times, 0.5).toFixed(0);
  } finally {
    session.release(true);
  }
}

const FROM_VISITS = `
  SELECT c.id, round(1 - (coalesce((last.at AT TIME ZONE 'Europe/Rome')::date + days, (c.created_at AT TIME ZONE 'Europe/Rome')::date) - current_date)::numeric / days, 4) AS urgency
  FROM clients c
  LEFT JOIN class_intervals i ON i.point_of_sale_type = coalesce(c.point_of_sale_type, 'OTHER')
  CROSS JOIN LATERAL (SELECT coalesce(c.visit_interval_days, i.interval_days) AS days) pace
  LEFT JOIN LATERAL (
    SELECT v.scheduled_at AS at FROM visits v WHERE v.client_id = c.id AND v.status = 'COMPLETED' AND v.deleted_at IS NULL
    ORDER BY v.scheduled_at DESC LIMIT 1) last ON TRUE
  WHERE c.deleted_at IS NULL AND c.lifecycle <> 'LOST' AND NOT EXISTS (
    SELECT FROM visits v WHERE v.client_id = c.id AND v.scheduled_at >= date_trunc('day', now()) AND v.deleted_at IS NULL
      AND v.status IN ('PLANNED', 'CONFIRMED', 'CHECKED_IN'))
  ORDER BY urgency DESC, c.id LIMIT 25`;

/** Milliseconds of each round, ascending. */
export async function timesOf(run: () => Promise<unknown>, rounds: number): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const from = performance.now();
    await run();
    times.push(performance.now() - from);
  }
  return times.sort((a, b) => a - b);
}

export function percentile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
}
