import { AuthorizationWatch } from '#app/crm-core/clients/authorization/authorization-watch.service.js';
import { businessDateOf } from '#app/platform/time/rome.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from '../factories/client.ts';
import type { Person } from '../support/people.ts';
import { bootApp, startStory, type Story } from '../support/story.ts';

const DAY_MS = 86_400_000;

describe('customs authorisations that end', () => {
  let story: Story;
  const now = Date.now();
  const inDays = (days: number): string => businessDateOf(new Date(now + days * DAY_MS));
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    story = await startStory();
    const { aldo, alma, beppe } = story.people;
    const make = async (owner: Person, name: string, admExpiresOn: string | null) =>
      (ids[name] = (await createClient(story, owner, { name, admExpiresOn })).id);
    await make(aldo, 'over', inDays(-1));
    await make(aldo, 'today', inDays(0));
    await make(aldo, 'in 30', inDays(30));
    await make(alma, 'in 31', inDays(31));
    await make(beppe, 'in 60', inDays(60));
    await make(aldo, 'in 120', inDays(120));
    await make(aldo, 'none', null);
  });
  afterAll(() => story.end());

  const names = async (person: Person, query: string): Promise<string[]> => {
    const { body, status } = await story.as(person).get(`/clients?${query}`);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return (body as { items: { name: string }[] }).items.map(({ name }) => name);
  };

  it('are listed by their end, within the scope', async () => {
    const { aldo, anna, analyst } = story.people;
    const within = (days: number) => `sort=admExpiresOn&admExpiresWithinDays=${days}`;
    expect(await names(analyst, within(90))).toEqual(['over', 'today', 'in 30', 'in 31', 'in 60']);
    expect(await names(anna, within(31))).toEqual(['over', 'today', 'in 30', 'in 31']);
    expect(await names(aldo, within(30))).toEqual(['over', 'today', 'in 30']);
    expect(await names(aldo, within(0))).toEqual(['over', 'today']);
    expect(await names(aldo, `${within(90)}&admExpired=false`)).toEqual(['today', 'in 30']);
    expect(await names(aldo, 'admExpired=true')).toEqual(['over']);
    expect(await names(aldo, 'sort=-admExpiresOn')).toEqual(['in 120', 'in 30', 'today', 'over', 'none']);
  });

  it.each([
    ['admExpiresWithinDays=-1', '/admExpiresWithinDays'],
    ['admExpiresWithinDays=soon', '/admExpiresWithinDays'],
    ['admExpired=perhaps', '/admExpired'],
  ])('%s is refused', async (query, pointer) => {
    const { body } = await story.as(story.people.aldo).get(`/clients?${query}`).expect(400);
    expect(body.errors).toEqual([expect.objectContaining({ pointer })]);
  });

  it('are warned of at 90, 60 and 30 days and when they are over: once each, on whichever replica, days missed or not', async () => {
    const other = await bootApp(story.databaseUrl, {}, story.clock);
    const watches = [story.app, other].map((app) => app.get(AuthorizationWatch, { strict: false }));
    const day = async (days: number): Promise<string[]> => {
      const before = await said();
      story.clock.setTo(new Date(now + days * DAY_MS).toISOString());
      await Promise.all([...watches, ...watches].map((watch) => watch.tick()));
      story.clock.setTo(undefined);
      return (await said()).slice(before.length).sort();
    };
    const said = async (): Promise<string[]> => {
      const rows = await story.prisma.journalEntry.findMany({
        where: { action: 'client.authorization_warned' },
        orderBy: { id: 'asc' },
      });
      return rows.map(({ entityId, facts }) => {
        const name = Object.keys(ids).find((one) => ids[one] === entityId);
        return `${name}: ${(facts as { warning: string }).warning}`;
      });
    };
    try {
      expect(await day(0)).toEqual([
        'in 30: EXPIRES_WITHIN_30_DAYS',
        'in 31: EXPIRES_WITHIN_60_DAYS',
        'in 60: EXPIRES_WITHIN_60_DAYS',
        'over: EXPIRED',
        'today: EXPIRES_WITHIN_30_DAYS',
      ]);
      expect(await day(0)).toEqual([]);
      expect(await day(1)).toEqual(['in 31: EXPIRES_WITHIN_30_DAYS', 'today: EXPIRED']);
      // Nothing ran for two months.
      expect(await day(61)).toEqual([
        'in 120: EXPIRES_WITHIN_60_DAYS',
        'in 30: EXPIRED',
        'in 31: EXPIRED',
        'in 60: EXPIRED',
      ]);
      await story.prisma.client.update({
        where: { id: ids['over'] },
        data: { admExpiresOn: new Date(inDays(62 + 80)) },
      });
      expect(await day(62)).toEqual(['over: EXPIRES_WITHIN_90_DAYS']);
      const timeline = await story.as(story.people.aldo).get(`/clients/${ids['over']}/timeline`).expect(200);
      expect(timeline.body.items[0]).toMatchObject({
        action: 'client.authorization_warned',
        actorId: null,
        facts: { warning: 'EXPIRES_WITHIN_90_DAYS', expiresOn: inDays(142) },
      });
    } finally {
      await other.close();
    }
  });
});
