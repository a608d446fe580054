import { Prisma } from '#app/platform/prisma/generated/client.js';
import { PastBookings } from '#app/visits/cadence/past-bookings.job.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { statementsDuring } from '../support/captured-sql.ts';
import { explain } from '../support/explain.ts';
import type { Person } from '../support/people.ts';
import { manyClientsWithVisits } from '../factories/many-visits.ts';
import { startStory, type Story } from '../support/story.ts';

const CLIENTS = 20_000;
const PAGE = 25;
/** Steps down an index: to find the next pace, and to its first client. */
const PER_PACE = 8;
/** The row of a client in its table, by its key. */
const PER_ROW = 4;

/** Visits of one client. */
const MADE = 10;
/** Rows of visits that this transaction has looked at. */
const READ = Prisma.sql`(SELECT (coalesce(idx_tup_fetch, 0) + seq_tup_read)::int FROM pg_stat_xact_user_tables WHERE relname = 'visits')`;

interface Item {
  clientId: string;
  urgency: number;
}

describe('the list of clients to visit, of many clients with many visits', () => {
  let story: Story;
  let paces: number;
  beforeAll(async () => {
    story = await startStory();
    story.clock.setTo('2026-06-15T09:00:00Z');
    const { aldo, alma, beppe } = story.people;
    paces = await manyClientsWithVisits(story, CLIENTS, [aldo.id, alma.id, beppe.id]);
  });
  afterAll(() => story.end());

  const page = async (person: Person, query: string): Promise<{ items: Item[]; nextCursor: string | null }> =>
    (await story.as(person).get(`/visits/due?limit=${PAGE}${query}`).expect(200)).body;

  const costOf = async (person: Person, query: string) => {
    let items: Item[] = [];
    const sent = await statementsDuring(async () => ({ items } = await page(person, query)));
    const statements = sent.filter(({ text }) => text.includes('client_cadences'));
    expect(statements).toHaveLength(1);
    const [statement] = statements;
    if (!statement) throw new Error('no page was read');
    return { items, ...(await explain(story.prisma.pool, statement)) };
  };

  /** Where a page begins that lies far down the list. */
  const deepCursor = async (person: Person): Promise<string> => {
    let cursor: string | null = null;
    for (let turned = 0; turned < 20; turned += 1)
      cursor = (await page(person, cursor === null ? '' : `&cursor=${cursor}`)).nextCursor;
    if (cursor === null) throw new Error('the list has no page so deep');
    return cursor;
  };

  it('is the one that reading every visit would give, page by page', async () => {
    const { beppe } = story.people;
    const wanted = await story.prisma.$queryRaw<{ id: string }[]>`
      SELECT c.id FROM clients c
      LEFT JOIN LATERAL (SELECT max(scheduled_at) AS at FROM visits v WHERE v.client_id = c.id AND v.status = 'COMPLETED') last ON TRUE
      CROSS JOIN LATERAL (SELECT coalesce(c.visit_interval_days, CASE c.point_of_sale_type WHEN 'VAPE_SHOP' THEN 21 WHEN 'TABACCHERIA' THEN 30
        WHEN 'FARMACIA' THEN 45 WHEN 'PARAFARMACIA' THEN 45 ELSE 60 END) AS days) p
      WHERE c.owner_id = ${beppe.id}::uuid AND c.deleted_at IS NULL AND c.lifecycle <> 'LOST'
        AND NOT EXISTS (SELECT FROM visits v WHERE v.client_id = c.id AND v.scheduled_at >= '2026-06-15T00:00+02:00' AND v.status = 'PLANNED')
      ORDER BY round(1 - (coalesce((last.at AT TIME ZONE 'Europe/Rome')::date + days, (c.created_at AT TIME ZONE 'Europe/Rome')::date) - '2026-06-15'::date)::numeric / days, 4) DESC, c.id
      LIMIT 2000`;
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null && seen.length < wanted.length;) {
      const answer: { items: Item[]; nextCursor: string | null } = (
        await story
          .as(beppe)
          .get(`/visits/due?limit=100${cursor && `&cursor=${cursor}`}`)
          .expect(200)
      ).body;
      seen.push(...answer.items.map(({ clientId }) => clientId));
      cursor = answer.nextCursor;
    }
    expect(wanted.length).toBeGreaterThan(1000);
    expect(seen.slice(0, wanted.length)).toEqual(wanted.map(({ id }) => id));
  });

  it('is the same when past bookings are forgotten', async () => {
    const { analyst } = story.people;
    const { items } = await page(analyst, '');
    expect(await story.app.get(PastBookings, { strict: false }).tick()).toBeGreaterThan(1000);
    await story.prisma.pool.query('VACUUM (ANALYZE) client_cadences');
    expect((await page(analyst, '')).items).toEqual(items);
  });

  it.each([
    ['all', () => story.people.analyst],
    ['team', () => story.people.anna],
    ['own', () => story.people.beppe],
  ] as const)('costs the same few pages of an index at any depth within the scope %s', async (_, who) => {
    const deep = await deepCursor(who());
    for (const query of [
      '',
      `&cursor=${deep}`,
      '&status=OVERDUE',
      '&status=NEVER',
      '&status=DUE_SOON',
      '&status=ON_TRACK',
    ]) {
      const { items, buffers, relations } = await costOf(who(), query);
      expect(items).toHaveLength(PAGE);
      const most = paces * PER_PACE + PAGE * PER_ROW;
      expect({ query, most, buffers, few: buffers <= most }).toEqual({ query, most, buffers, few: true });
      expect([...relations].sort()).toEqual(['class_intervals', 'client_cadences', 'clients']);
    }
  });

  it('asked for one agent of a team takes the agent’s part of the index', async () => {
    const { anna, aldo, beppe } = story.people;
    const { items, buffers, indexes } = await costOf(anna, `&agentId=${aldo.id}`);
    expect(items).toHaveLength(PAGE);
    expect(indexes).toContain('client_cadences_owner_idx');
    expect(buffers).toBeLessThanOrEqual(paces * PER_PACE + PAGE * PER_ROW);
    expect((await page(anna, `&agentId=${beppe.id}`)).items).toEqual([]);
  });

  it('is kept without walking through anybody else’s visits', async () => {
    const { prisma } = story;
    for (const kind of [null, 'not null'])
      await prisma.$transaction(async (tx) => {
        const some = await tx.clientCadence.findMany({
          where: { bookedUntil: kind === null ? null : { not: null } },
          take: 20,
        });
        const [before] = await tx.$queryRaw<[{ read: number }]>`SELECT ${READ} AS read`;
        // Ten times and more: PostgreSQL plans a statement anew for the first few only.
        for (const { clientId } of some) await tx.$queryRaw`SELECT settle_cadence(${clientId}::uuid)::text`;
        const [after] = await tx.$queryRaw<[{ read: number }]>`SELECT ${READ} AS read`;
        expect(some).toHaveLength(20);
        expect(after.read - before.read).toBeLessThanOrEqual(20 * MADE);
      });
  });
});
