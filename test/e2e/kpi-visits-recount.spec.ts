import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openVisitBook } from '../factories/visit-book.ts';
import type { Person } from '../support/people.ts';
import { refreshFigures } from '../support/refresh-figures.ts';
import { startStory, type Story } from '../support/story.ts';

interface Listed {
  agentId: string;
  status: string;
  outcome: string | null;
  orderAmount: string | null;
  scheduledAt: string;
  checkedInAt: string | null;
  checkedOutAt: string | null;
}

const PERIODS = [
  'from=2026-03-01&to=2026-06-01',
  'from=2026-03-28&to=2026-03-31',
  'from=2026-04-10&to=2026-05-02',
];

describe('figures of visits and the lists behind them', () => {
  let story: Story;

  beforeAll(async () => {
    story = await startStory();
    const { aldo, alma, beppe } = story.people;
    for (const [index, agent] of [aldo, alma, beppe, aldo].entries()) await aMonth(agent, index);
    story.clock.setTo('2026-11-27T09:00:00Z');
    await refreshFigures(story);
  });
  afterAll(() => story.end());

  /** Of each kind one or two: made in time, late, on the day with 23 hours, moved, given up, and still open. */
  const aMonth = async (agent: Person, index: number): Promise<void> => {
    const book = openVisitBook(story);
    const on = (month: string, day: number, time = '08:00') =>
      `2026-${month}-${String(day + index).padStart(2, '0')}T${time}:00Z`;
    await book.call(agent, on('03', 9), { order: `${100 + index}.25`, seconds: 700 + 61 * index });
    await book.call(agent, on('03', 26, '22:30'), { seconds: 2000 });
    await book.call(agent, on('04', 13), { in: on('04', 14), order: '10.10' });
    await book.call(agent, on('04', 27), { seconds: 3600 });
    const moved = await book.plan(agent, on('04', 6));
    await book.move(agent, moved, on('05', 4, '10:00'), on('04', 6, '07:00'));
    await book.checkIn(agent, moved, on('05', 4, '10:00'));
    await book.checkOut(agent, moved, on('05', 4, '10:20'));
    for (const [hour, cancelledBy] of [
      ['12', 'CLIENT'],
      ['13', 'COMPANY'],
    ] as const) {
      const id = await book.plan(agent, on('04', 20, `${hour}:00`));
      await book.step(agent, id, 'cancel', { reason: 'Chiuso', cancelledBy });
    }
    await book.step(agent, await book.plan(agent, on('04', 20, '15:00')), 'no-show');
    await book.step(agent, await book.plan(agent, on('04', 20, '16:00')), 'skip', { reason: 'Neve' });
    await book.step(agent, await book.plan(agent, on('05', 11)), 'confirm');
    const deleted = await book.plan(agent, on('05', 11, '14:00'));
    expect((await story.as(agent).delete(`/visits/${deleted}`)).status).toBe(204);
  };

  const listAll = async (person: Person, path: string): Promise<Listed[]> => {
    const items: Listed[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body, status } = await story.as(person).get(`${path}&limit=20${cursor && `&cursor=${cursor}`}`);
      expect([status, body]).toEqual([200, expect.anything()]);
      items.push(...(body.items as Listed[]));
      cursor = body.nextCursor as string | null;
    }
    return items;
  };

  it.each(['aldo', 'alma', 'anna', 'beppe', 'bruno', 'admin', 'analyst'] as const)(
    'equal a recount of what %s may list',
    async (name) => {
      const person = story.people[name];
      for (const period of PERIODS) {
        const { kpis, points } = (await story.as(person).get(`/analytics/visits?${period}&interval=week`))
          .body;
        const say = (...figures: unknown[]) => [name, period, ...figures];
        for (const key of Object.keys(kpis)) {
          const { unit, value, numerator, drillDown } = kpis[key];
          if (drillDown === undefined || !drillDown.startsWith('/visits')) continue;
          const listed = await listAll(person, drillDown);
          expect(say(key, unit === 'count' ? value : numerator)).toEqual(say(key, listed.length));
        }
        const visits = await listAll(person, kpis.visitsPlanned.drillDown);
        const made = visits.filter(({ status }) => status === 'COMPLETED');
        const cents = made.reduce(
          (sum, { orderAmount }) => sum + Math.round(Number(orderAmount ?? 0) * 100),
          0,
        );
        const stays = made.map(({ checkedInAt, checkedOutAt }) =>
          Math.round((Date.parse(checkedOutAt ?? '') - Date.parse(checkedInAt ?? '')) / 1000),
        );
        const minutes = stays.map((seconds) => Math.floor(seconds / 60)).sort((a, b) => a - b);
        const middle = [minutes[(minutes.length - 1) >> 1], minutes[minutes.length >> 1]];
        const rome = new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Rome' });
        const days = new Set(
          made.map(({ agentId, scheduledAt }) => agentId + rome.format(new Date(scheduledAt))),
        );
        expect(
          say(
            kpis.visitOrderAmount.value,
            kpis.timeInStore.numerator,
            kpis.timeInStore.denominator,
            kpis.medianTimeInStore.value,
            kpis.visitsPerDay.denominator,
            kpis.strikeRate.denominator,
          ),
        ).toEqual(
          say(
            (cents / 100).toFixed(2),
            stays.reduce((sum, seconds) => sum + seconds, 0),
            made.length,
            made.length === 0 ? null : 30 * ((middle[0] ?? 0) + (middle[1] ?? 0)),
            days.size,
            made.length,
          ),
        );
        for (const point of points) {
          for (const figure of Object.values<{ count?: number; drillDown?: string }>(point)) {
            if (!figure?.count) continue;
            const listed = await listAll(person, figure.drillDown ?? '');
            expect(say(figure.drillDown, figure.count)).toEqual(say(figure.drillDown, listed.length));
          }
        }
      }
    },
  );

  it('have something to count', async () => {
    const { kpis } = (await story.as(story.people.admin).get(`/analytics/visits?${PERIODS[0]}`)).body;
    expect(kpis).toMatchObject({
      visitsPlanned: { value: 40 },
      visitsCompleted: { value: 20 },
      visitsCancelledByClient: { value: 4 },
      planAdherence: { numerator: 12, denominator: 36 },
    });
  });
});
