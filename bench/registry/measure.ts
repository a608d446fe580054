import { statementsDuring } from '../../test/support/captured-sql.ts';
import { explain } from '../../test/support/explain.ts';
import type { Person } from '../../test/support/people.ts';
import type { Story } from '../../test/support/story.ts';

export interface Figures {
  rows: number;
  /** Milliseconds from the request to its answer, inside the process. */
  p50: number;
  p95: number;
  /** Pages of tables and indexes that PostgreSQL looked at for one answer. */
  buffers: number;
}

interface Page {
  items: { id: string }[];
  nextCursor: string | null;
}

const WARM_UP = 3;

export async function getPage({ app }: Story, person: Person, query: string): Promise<Page> {
  const answer = await app.inject({
    url: `/api/v1/clients?${query}`,
    headers: { authorization: `Bearer ${person.token}` },
  });
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return answer.json<Page>();
}

/** The same page, asked for again and again. */
export async function measure(story: Story, person: Person, query: string, rounds: number): Promise<Figures> {
  const ask = (): Promise<Page> => getPage(story, person, query);
  for (let round = 0; round < WARM_UP; round += 1) await ask();
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const from = performance.now();
    await ask();
    times.push(performance.now() - from);
  }
  times.sort((a, b) => a - b);
  const at = (part: number): number =>
    times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? NaN;
  return {
    rows: (await ask()).items.length,
    p50: at(0.5),
    p95: at(0.95),
    buffers: await buffersOf(story, ask),
  };
}

async function buffersOf({ prisma }: Story, ask: () => Promise<unknown>): Promise<number> {
  const sent = (await statementsDuring(ask)).filter(({ text }) => text.includes('FROM clients '));
  let buffers = 0;
  for (const statement of sent) buffers += (await explain(prisma.pool, statement)).buffers;
  return buffers;
}
