import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type ClientBook, openClientBook } from '../factories/client-book.ts';
import { openDealBook } from '../factories/deal-book.ts';
import type { People, Person } from '../support/people.ts';
import { refreshFigures } from '../support/refresh-figures.ts';
import { startStory, type Story } from '../support/story.ts';

const MARCH = 'from=2026-03-01&to=2026-04-01';

describe('the report on leads', () => {
  let story: Story;
  let people: People;
  let clients: ClientBook;

  beforeEach(async () => {
    story = await startStory();
    ({ people } = story);
    clients = openClientBook(story, await openDealBook(story));
  });
  afterEach(() => story.end());

  const leads = async (person = people.admin, query = MARCH) => {
    await refreshFigures(story);
    const { body, status } = await story.as(person).get(`/analytics/leads?${query}`);
    expect(status).toBe(200);
    return body;
  };
  const listed = async (drillDown: string, person = people.admin) =>
    (await story.as(person).get(`${drillDown}&limit=100`).expect(200)).body.items.length as number;

  it('counts who came as LEAD or PROSPECT on a day of the period, Rome’s days at the change of the hour too', async () => {
    const { aldo } = people;
    await clients.create(aldo, { at: '2026-03-28T22:59:00Z' });
    await clients.create(aldo, { at: '2026-03-28T23:00:00Z', lifecycle: 'PROSPECT' });
    await clients.create(aldo, { at: '2026-03-29T21:59:59Z' });
    await clients.create(aldo, { at: '2026-03-29T22:00:00Z' });
    await clients.create(aldo, { at: '2026-03-29T10:00:00Z', lifecycle: 'CUSTOMER' });
    await clients.create(aldo, { at: '2026-03-29T10:00:00Z', lifecycle: 'LOST' });
    const { kpis } = await leads(people.admin, 'from=2026-03-29&to=2026-03-30');
    expect(kpis.newLeads.value).toBe(2);
    expect(await listed(kpis.newLeads.drillDown)).toBe(2);
  });

  it('converts those that became customers whenever, whatever they are now; not one that was set back', async () => {
    const { aldo } = people;
    const came = { at: '2026-03-10T10:00:00Z' };
    const [later, lost, mistaken] = [
      await clients.create(aldo, came),
      await clients.create(aldo, came),
      await clients.create(aldo, came),
    ];
    await clients.create(aldo, came);
    await clients.change(later, '2026-05-02T10:00:00Z', { lifecycle: 'CUSTOMER' });
    await clients.change(lost, '2026-04-02T10:00:00Z', { lifecycle: 'CUSTOMER' });
    await clients.change(lost, '2026-06-02T10:00:00Z', { lifecycle: 'LOST' });
    await clients.change(mistaken, '2026-03-12T10:00:00Z', { lifecycle: 'CUSTOMER' });
    await clients.change(mistaken, '2026-03-12T10:01:00Z', { lifecycle: 'LEAD' });
    const { kpis } = await leads();
    expect(kpis.leadConversion).toMatchObject({ value: 50, numerator: 2, denominator: 4 });
    expect(await listed(kpis.leadConversion.drillDown)).toBe(2);
    expect(kpis.newCustomers.value).toBe(0);
    const april = (await leads(people.admin, 'from=2026-04-01&to=2026-05-01')).kpis;
    expect([april.newCustomers.value, await listed(april.newCustomers.drillDown)]).toEqual([1, 1]);
    expect(april.leadConversion).toMatchObject({ value: null, numerator: 0, denominator: 0 });
  });

  it('measures how long they waited, median and nine of ten; who still waits is told apart', async () => {
    const { aldo } = people;
    const lead = () => clients.create(aldo, { at: '2026-03-10T10:00:00Z' });
    const { kpis: none } = await leads();
    expect([none.leadResponseMedian.value, none.leadResponseP90.value]).toEqual([null, null]);
    for (const at of [
      '2026-03-10T10:07:59Z',
      '2026-03-10T12:30:00Z',
      '2026-03-11T10:00:00Z',
      '2026-05-10T11:00:00Z',
    ])
      await clients.call(await lead(), aldo, at);
    await lead();
    const { kpis } = await leads();
    expect(kpis.leadResponseMedian).toMatchObject({ value: 2 * 3600, count: 4, unit: 'seconds' });
    expect(kpis.leadResponseP90).toMatchObject({ value: 60 * 86_400, count: 4 });
    expect([kpis.leadsNotContacted.value, await listed(kpis.leadsNotContacted.drillDown)]).toEqual([1, 1]);
    await clients.call(await lead(), aldo, '2026-03-01T10:00:00Z');
    await clients.call(await lead(), aldo, '2026-03-10T10:07:10Z');
    const after = (await leads()).kpis;
    expect(after.leadResponseMedian.value).toBe(7 * 60);
  });

  it('stays with who owned the lead when it came, and who owned the customer when it became one', async () => {
    const { aldo, beppe } = people;
    const id = await clients.create(aldo, { at: '2026-03-10T10:00:00Z' });
    await clients.change(id, '2026-03-12T10:00:00Z', { ownerId: beppe.id });
    await clients.change(id, '2026-03-14T10:00:00Z', { lifecycle: 'CUSTOMER' });
    const figures = async (person: Person) => {
      const { kpis, now } = await leads(person);
      return [kpis.newLeads.value, kpis.newCustomers.value, now.count];
    };
    expect(await figures(aldo)).toEqual([1, 0, 0]);
    expect(await figures(beppe)).toEqual([0, 1, 1]);
    expect(await figures(people.anna)).toEqual([1, 0, 0]);
    expect((await figures(people.analyst)).slice(0, 2)).toEqual([1, 1]);
  });

  it('tells the sources apart, now and for the period, and each figure opens to its list', async () => {
    const { aldo, alma } = people;
    const at = '2026-03-10T10:00:00Z';
    await clients.create(aldo, { at, source: 'fair' });
    await clients.create(aldo, { at, source: 'fair', lifecycle: 'PROSPECT' });
    await clients.create(alma, { at: '2025-03-10T10:00:00Z', source: 'website' });
    const won = await clients.create(alma, { at });
    await clients.change(won, '2026-03-20T10:00:00Z', { lifecycle: 'CUSTOMER' });
    const { sources, now } = await leads(people.anna);
    expect(
      sources.map(({ source, newLeads, leadConversion }: never) => [
        source,
        newLeads['value'],
        leadConversion['value'],
      ]),
    ).toEqual([
      ['fair', 2, 0],
      [null, 1, 100],
    ]);
    expect(now).toMatchObject({ count: 4, otherSources: 0 });
    for (const row of [...now.byLifecycle, ...now.bySource])
      expect([row.drillDown, await listed(row.drillDown, people.anna)]).toEqual([row.drillDown, row.count]);
    for (const { newLeads, leadConversion } of sources) {
      expect(await listed(newLeads.drillDown, people.anna)).toBe(newLeads.value);
      expect(await listed(leadConversion.drillDown, people.anna)).toBe(leadConversion.numerator);
    }
    const change = { source: 'website' };
    const [fair] = (await story.as(people.anna).get('/clients?source=fair')).body.items;
    await story.as(people.anna).patch(`/clients/${fair.id}`).send(change).expect(200);
    expect(
      (await leads(people.anna)).now.bySource.map(({ source, count }: never) => [source, count]),
    ).toEqual([
      ['website', 2],
      [null, 1],
      ['fair', 1],
    ]);
  });

  it('compares with the period of as many days before; a change from nothing is null', async () => {
    const { aldo } = people;
    for (const at of ['2026-03-10T10:00:00Z', '2026-03-11T10:00:00Z', '2026-02-10T10:00:00Z'])
      await clients.create(aldo, { at });
    const { kpis, previousPeriod } = await leads(people.admin, `${MARCH}&compare=previous`);
    expect(previousPeriod).toMatchObject({ from: '2026-01-29', to: '2026-03-01', days: 31 });
    expect(kpis.newLeads).toMatchObject({ value: 2, previous: 1, change: 100 });
    expect(kpis.newCustomers).toMatchObject({ value: 0, previous: 0, change: null });
  });

  it('leaves out who was deleted or merged into another, and takes back who returns', async () => {
    const { aldo, anna } = people;
    const [kept, taken] = [
      await clients.create(aldo, { at: '2026-03-10T10:00:00Z' }),
      await clients.create(aldo, { at: '2026-03-11T10:00:00Z' }),
    ];
    const count = async () => (await leads()).kpis.newLeads.value;
    expect(await count()).toBe(2);
    const merge = await story.as(anna).post(`/clients/${kept}/merge`).send({ sourceId: taken }).expect(200);
    expect(await count()).toBe(1);
    await story.as(anna).post(`/merges/${merge.body.mergeId}/undo`).expect(200);
    expect(await count()).toBe(2);
    await story.as(anna).delete(`/clients/${kept}`).expect(204);
    expect(await count()).toBe(1);
    await story.as(anna).post(`/clients/${kept}/restore`).expect(200);
    expect(await count()).toBe(2);
  });

  it('stand among the headline figures too', async () => {
    await clients.create(people.aldo, { at: '2026-03-10T10:00:00Z' });
    await refreshFigures(story);
    const { kpis } = (await story.as(people.aldo).get(`/analytics/overview?${MARCH}`)).body;
    const { kpis: own } = await leads(people.aldo);
    for (const key of ['newLeads', 'leadConversion', 'leadResponseMedian', 'newCustomers'])
      expect(kpis[key]).toEqual(own[key]);
  });
});
