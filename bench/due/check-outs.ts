import type { Story } from '../../test/support/story.ts';
import { percentile, timesOf } from './measure.ts';

const BLOCKS = 8;
const BLOCK = 40;
const TRIGGERS = ['visits_keep_cadence_new', 'visits_keep_cadence_edit', 'visits_keep_cadence_gone'];

/** Check-outs over HTTP, in turn with the triggers that keep cadences and without them. */
export async function measureCheckOuts(story: Story): Promise<string> {
  const { app, prisma, people } = story;
  const begun = await beginVisits(story, 2 * BLOCKS * BLOCK);
  const headers = { authorization: `Bearer ${people.aldo.token}` };
  const times: Record<'with' | 'without', number[]> = { with: [], without: [] };
  for (let block = 0; block < 2 * BLOCKS; block += 1) {
    const kind = block % 2 === 0 ? 'with' : 'without';
    for (const trigger of TRIGGERS)
      await prisma.pool.query(
        `ALTER TABLE visits ${kind === 'with' ? 'ENABLE' : 'DISABLE'} TRIGGER ${trigger}`,
      );
    times[kind].push(
      ...(await timesOf(async () => {
        const url = `/api/v1/visits/${begun.pop() ?? ''}/check-out`;
        const answer = await app.inject({ method: 'POST', url, headers, payload: { outcome: 'OTHER' } });
        if (answer.statusCode !== 200) throw new Error(answer.body);
      }, BLOCK)),
    );
  }
  const of = (kind: 'with' | 'without'): string =>
    percentile(
      times[kind].sort((a, b) => a - b),
      0.5,
    ).toFixed(2);
  return `${of('with')} with the triggers, ${of('without')} without`;
}

/** Visits under way, long ago, one after the other, each with another client of the agent's. */
async function beginVisits({ prisma, people }: Story, count: number): Promise<string[]> {
  const { rows } = await prisma.pool.query<{ id: string }>(
    `INSERT INTO visits (client_id, agent_id, scheduled_at, ends_at, status, checked_in_at)
     SELECT c.id, c.owner_id, t.at, t.at + interval '30 minutes', 'CHECKED_IN', t.at
     FROM generate_series(1, $2::int) n
     JOIN (SELECT id, owner_id, row_number() OVER (ORDER BY id) AS r, count(*) OVER () AS all FROM clients WHERE owner_id = $1) c ON c.r = 1 + n % c.all
     CROSS JOIN LATERAL (SELECT '2019-01-01T08:00Z'::timestamptz + n * interval '1 hour' AS at) t
     RETURNING id`,
    [people.aldo.id, count],
  );
  return rows.map(({ id }) => id);
}
