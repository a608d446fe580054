import { PastBookings } from '#app/visits/cadence/past-bookings.job.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from '../factories/client.ts';
import { createVisit } from '../factories/visit.ts';
import { startStory, type Story } from '../support/story.ts';

interface Due {
  clientId: string;
  status: string;
  urgency: number;
}

describe('being due for a visit', () => {
  let story: Story;
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    story = await startStory();
    story.clock.setTo('2026-03-31T09:00:00Z');
    const { aldo } = story.people;
    const client = async (name: string, lastVisit: string | null, fields: object = {}) => {
      const { id } = await createClient(story, aldo, { name, pointOfSaleType: 'TABACCHERIA', ...fields });
      await story.prisma.client.update({
        where: { id },
        data: { createdAt: new Date('2026-03-21T10:00:00Z') },
      });
      if (lastVisit)
        await createVisit(story, aldo, { clientId: id, scheduledAt: lastVisit, status: 'COMPLETED' });
      ids[name] = id;
    };
    await client('overdue', '2026-02-14T09:00:00Z');
    await client('due today', '2026-03-01T10:00:00Z');
    await client('on track', '2026-03-20T10:00:00Z');
    await client('weekly', '2026-03-10T10:00:00Z', { visitIntervalDays: 7 });
    await client('never', null);
    await client('lost', null, { lifecycle: 'LOST' });
    await client('planned', '2026-01-10T10:00:00Z');
    await createVisit(story, aldo, { clientId: ids['planned'] ?? '', scheduledAt: '2026-04-02T10:00:00Z' });
  });
  afterAll(() => story.end());

  const due = async (query = '', person = story.people.aldo) =>
    (await story.as(person).get(`/visits/due${query}`)).body;
  const names = (items: Due[]) =>
    items.map(({ clientId }) => Object.keys(ids).find((name) => ids[name] === clientId));

  it('lists who waits longest by their own cadence, and leaves out whom somebody is about to visit', async () => {
    const { items, nextCursor } = await due();
    expect(names(items)).toEqual(['weekly', 'overdue', 'never', 'due today', 'on track']);
    expect(nextCursor).toBeNull();
    expect(items[1]).toMatchObject({
      lastVisitAt: '2026-02-14T09:00:00.000Z',
      intervalDays: 30,
      nextDueOn: '2026-03-16',
      urgency: 1.5,
      status: 'OVERDUE',
    });
    expect(items[2]).toMatchObject({ lastVisitAt: null, nextDueOn: '2026-03-21', status: 'NEVER' });
    expect(items[3]).toMatchObject({ nextDueOn: '2026-03-31', urgency: 1, status: 'DUE_SOON' });
  });

  it.each([
    ['OVERDUE', ['weekly', 'overdue']],
    ['NEVER', ['never']],
    ['DUE_SOON', ['due today']],
    ['ON_TRACK', ['on track']],
  ])('filters by %s', async (status, expected) => {
    const { items, total } = await due(`?status=${status}&count=exact`);
    expect(names(items)).toEqual(expected);
    expect(total).toBe(expected.length);
    for (const item of items) expect(item.status).toBe(status);
  });

  it('pages without a gap', async () => {
    const seen: Due[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = await due(`?limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(names(seen)).toEqual(['weekly', 'overdue', 'never', 'due today', 'on track']);
  });

  it('names a client again from the day after a planned visit that nobody made, the past booking forgotten or not', async () => {
    const of = async (query: string) => names((await due(query)).items);
    story.clock.setTo('2026-04-02T21:59:00Z');
    expect(await of('')).not.toContain('planned');
    story.clock.setTo('2026-04-02T22:01:00Z');
    const [all, overdue, pages] = [
      await of(''),
      await of('?status=OVERDUE'),
      ['?limit=2', '?limit=2&count=exact'],
    ];
    expect(all).toEqual(['weekly', 'planned', 'overdue', 'never', 'due today', 'on track']);
    expect(overdue).toEqual(['weekly', 'planned', 'overdue', 'due today']);
    for (const query of pages) {
      const { items, nextCursor } = await due(query);
      const { items: next } = await due(`?limit=2&cursor=${nextCursor}`);
      expect(names([...items, ...next])).toEqual(all.slice(0, 4));
    }
    expect((await due('?count=exact')).total).toBe(6);
    const before = (await due()).items;
    const job = story.app.get(PastBookings, { strict: false });
    expect([await job.tick(), await job.tick()]).toEqual([1, 0]);
    expect((await due('?count=exact')).items).toEqual(before);
    expect((await due('?count=exact')).total).toBe(6);
    story.clock.setTo('2026-03-31T09:00:00Z');
    await story.prisma.visit.updateMany({
      where: { clientId: ids['planned'], status: 'PLANNED' },
      data: { scheduledAt: '2026-04-03T10:00:00Z', endsAt: '2026-04-03T10:30:00Z' },
    });
    expect(await of('')).not.toContain('planned');
  });

  it('shows each reader their own clients only', async () => {
    const { anna, alma, bruno } = story.people;
    expect((await due('', anna)).items).toHaveLength(5);
    expect((await due(`?agentId=${alma.id}`, anna)).items).toEqual([]);
    for (const stranger of [alma, bruno]) expect((await due('', stranger)).items).toEqual([]);
    expect((await story.as(anna).get('/visits/due?sort=name')).status).toBe(400);
    expect((await story.as(anna).get('/visits/due?cursor=x')).status).toBe(400);
  });

  it('keeps a client whom somebody is about to visit from being deleted', async () => {
    const { body } = await story.as(story.people.anna).delete(`/clients/${ids['planned']}`);
    expect(body).toMatchObject({ status: 409, code: 'CLIENT_IN_USE' });
  });
});
