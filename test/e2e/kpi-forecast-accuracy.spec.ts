import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RefreshService } from '#app/analytics/refresh/refresh.service.js';
import { type DealBook, openDealBook } from '../factories/deal-book.ts';
import type { Person } from '../support/people.ts';
import { refreshFigures } from '../support/refresh-figures.ts';
import { startStory, type Story } from '../support/story.ts';

describe('a forecast, afterwards', () => {
  let story: Story;
  let deals: DealBook;

  beforeAll(async () => {
    story = await startStory();
    deals = await openDealBook(story);
  });
  afterAll(() => story.end());

  const night = async (at: string): Promise<void> => {
    story.clock.setTo(at);
    await refreshFigures(story);
    await story.app.get(RefreshService, { strict: false }).tick();
  };
  const read = async (query: string, person: Person = story.people.admin) => {
    await refreshFigures(story);
    const { body, status } = await story.as(person).get(`/analytics/forecast?${query}`);
    expect([status, body]).toEqual([200, expect.anything()]);
    return body;
  };
  const offer = async (owner: Person, amount: string, expectedCloseDate: string): Promise<string> => {
    const id = await deals.create(owner, { at: '2025-12-10T10:00:00Z', amount, expectedCloseDate });
    await deals.move(id, 'Offer', '2025-12-11T10:00:00Z');
    return id;
  };

  it('is as near as what was won came to what the snapshot of its first night had promised', async () => {
    const { aldo, beppe, anna, bruno } = story.people;
    // 40 % of each: 400 and 400 for January, 80 for February, nothing of what was overdue.
    const won = await offer(aldo, '1000.00', '2026-01-20');
    await offer(beppe, '1000.00', '2026-01-25');
    const later = await offer(aldo, '200.00', '2026-02-10');
    await offer(aldo, '5000.00', '2025-12-31');
    await night('2026-01-01T00:30:00Z');
    await deals.move(won, 'Won', '2026-01-15T10:00:00Z');
    // The snapshots of 1 and 2 February are missed; what was won on the 2nd is no longer in that of the 3rd.
    await deals.move(later, 'Won', '2026-02-02T10:00:00Z');
    await offer(aldo, '500.00', '2026-02-20');
    await night('2026-02-03T00:30:00Z');

    story.clock.setTo('2026-02-20T10:00:00Z');
    const { months, accuracy } = await read('from=2026-01-01&to=2026-03-01');
    expect(months[0].accuracy).toEqual({
      ...{ unit: 'percent', value: 80, asOf: '2026-01-01', forecast: '800.00', actual: '1000.00' },
    });
    // February is not over.
    expect(months[1].accuracy).toEqual({
      ...{ unit: 'percent', value: null, asOf: '2026-02-03', forecast: '400.00', actual: '200.00' },
    });
    expect(accuracy).toMatchObject({
      value: null,
      asOf: '2026-01-01',
      forecast: '880.00',
      actual: '1200.00',
    });

    story.clock.setTo('2026-03-10T10:00:00Z');
    const whole = await read('from=2026-01-01&to=2026-03-01');
    expect(whole.months[1].accuracy.value).toBe(0);
    expect(whole.accuracy.value).toBe(73.33);
    const of = async (person: Person) => (await read('from=2026-01-01&to=2026-02-01', person)).accuracy;
    expect(await of(anna)).toMatchObject({ value: 40, forecast: '400.00', actual: '1000.00' });
    expect(await of(bruno)).toMatchObject({ value: null, forecast: '400.00', actual: '0.00' });
  });

  it('counts for who had the deal that night, whoever has it now', async () => {
    const { aldo, beppe } = story.people;
    const deal = await story.prisma.opportunity.findFirstOrThrow({ where: { ownerId: beppe.id } });
    await deals.assign(deal.id, aldo);
    expect((await read('from=2026-01-01&to=2026-02-01', beppe)).accuracy.forecast).toBe('400.00');
  });

  it('is not invented where no snapshot was taken in the first seven days', async () => {
    await deals.move(await offer(story.people.aldo, '300.00', '2026-03-25'), 'Won', '2026-03-20T10:00:00Z');
    await night('2026-03-08T00:30:00Z');
    story.clock.setTo('2026-04-10T10:00:00Z');
    const { accuracy } = await read('from=2026-03-01&to=2026-04-01');
    expect(accuracy).toEqual({ unit: 'percent', value: null, asOf: null, forecast: null, actual: '300.00' });
  });

  it('is asked of whole months only, and of those that have begun', async () => {
    expect((await read('from=2026-01-02&to=2026-02-01')).accuracy).toMatchObject({ value: null, asOf: null });
    const { months } = await read('from=2026-01-01&to=2027-06-01');
    expect(months[16].accuracy).toMatchObject({ value: null, forecast: null, actual: '0.00' });
  });

  it('is asked of a day that lies years ahead, and told of a year from there on', async () => {
    const { period, months } = await read('from=2028-03-10');
    expect(period).toMatchObject({ from: '2028-03-10', to: '2029-03-01' });
    expect([months.length, months[0].from, months[11].to]).toEqual([12, '2028-03-10', '2029-03-01']);
  });
});
