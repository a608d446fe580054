import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type ClientBook, openClientBook } from '../factories/client-book.ts';
import { openDealBook } from '../factories/deal-book.ts';
import type { Person } from '../support/people.ts';
import { refreshFigures } from '../support/refresh-figures.ts';
import { startStory, type Story } from '../support/story.ts';

interface StepRow {
  step: string;
  reached: { value: number };
  conversion: { numerator: number; denominator: number; value: number | null } | null;
  medianDays: number | null;
  medianOf: number;
}

describe('the customer journey', () => {
  let story: Story;
  let clients: ClientBook;
  /** Each story has a year of its own. */
  let year = 2010;

  beforeAll(async () => {
    story = await startStory();
    clients = openClientBook(story, await openDealBook(story));
  });
  afterAll(() => story.end());
  beforeEach(() => {
    year += 1;
  });

  const day = (monthAndDay: string, time = '10:00'): string => `${year}-${monthAndDay}T${time}:00Z`;
  const ask = async (person: Person, filter: string) => {
    await refreshFigures(story);
    const { body, status } = await story.as(person).get(`/analytics/journey?${filter}`);
    expect(status).toBe(200);
    return body;
  };
  const journey = (from = `${year}-01-01`, to = `${year + 1}-01-01`, person = story.people.admin) =>
    ask(person, `from=${from}&to=${to}`);
  /** `step reached conversion median` of each step that anybody reached or could have. */
  const told = ({ steps }: { steps: StepRow[] }): string[] =>
    steps
      .filter(({ reached, conversion }) => reached.value > 0 || (conversion?.denominator ?? 0) > 0)
      .map(
        ({ step, reached, conversion, medianDays }) =>
          `${step} ${reached.value} ${conversion ? `${conversion.numerator}/${conversion.denominator}` : '-'} ${medianDays}`,
      );

  it('goes from prospect to lost, each step on its day, with the days between', async () => {
    const { aldo } = story.people;
    const id = await clients.create(aldo, { at: day('01-10') });
    await clients.call(id, aldo, day('01-12'));
    await clients.visit(id, aldo, day('01-20'));
    await clients.visit(id, aldo, day('02-01'), { outcome: 'ORDER' });
    await clients.sell(id, aldo, day('03-01'));
    await clients.change(id, day('02-01'), { lifecycle: 'CUSTOMER' });
    await clients.change(id, day('12-01'), { lifecycle: 'LOST' });
    const atRisk = 90;
    expect(told(await journey())).toEqual([
      'PROSPECT 1 - null',
      'FIRST_CONTACT 1 1/1 2',
      'FIRST_VISIT 1 1/1 8',
      'FIRST_ORDER 1 1/1 12',
      `REPEAT 1 1/1 ${(Date.UTC(year, 2, 1) - Date.UTC(year, 1, 1)) / 86_400_000}`,
      `AT_RISK 1 1/1 ${atRisk}`,
      // 185 days, told in thirties.
      'LOST 1 1/1 180',
    ]);
  });

  it('counts a client once however often it was called, visited and sold to, and orders of one day as one', async () => {
    const { aldo } = story.people;
    const id = await clients.create(aldo, { at: day('01-10') });
    for (const hour of ['08:00', '09:00']) {
      await clients.call(id, aldo, day('01-12', hour));
      await clients.sell(id, aldo, day('02-12', hour));
    }
    const { steps } = await journey();
    expect(steps.map(({ reached }: StepRow) => reached.value)).toEqual([1, 1, 0, 1, 0, 1, 0]);
  });

  it('takes the visit of a deal that was won for that deal’s order', async () => {
    const { aldo } = story.people;
    const id = await clients.create(aldo, { at: day('01-10') });
    const opportunityId = await clients.sell(id, aldo, day('02-12'));
    await clients.visit(id, aldo, day('02-10'), { outcome: 'ORDER', opportunityId });
    const { steps } = await journey();
    expect(steps.map(({ reached }: StepRow) => reached.value).slice(3, 5)).toEqual([1, 0]);
  });

  it('keeps who was lost on the way in every step that they reached (no survivors’ bias)', async () => {
    const { aldo } = story.people;
    for (const lifecycle of ['LOST', 'PROSPECT'] as const) {
      const id = await clients.create(aldo, { at: day('01-10') });
      await clients.call(id, aldo, day('01-12'));
      await clients.change(id, day('02-01'), { lifecycle });
    }
    expect(told(await journey())).toEqual([
      'PROSPECT 2 - null',
      'FIRST_CONTACT 2 2/2 2',
      'FIRST_VISIT 0 0/2 null',
      'LOST 1 0/0 null',
    ]);
  });

  it('knows a customer at risk after two of its visit intervals without an order, from the first refresh of that very day', async () => {
    const { aldo, alma } = story.people;
    const steady = await clients.create(aldo, { at: day('01-10'), visitIntervalDays: 30 });
    await clients.sell(steady, aldo, day('02-01'));
    const saved = await clients.create(aldo, { at: day('01-10') });
    await clients.sell(saved, aldo, day('02-01'));
    await clients.sell(saved, aldo, day('04-20'));
    await clients.change(steady, day('03-01'), { ownerId: alma.id });
    const [start, sixtyDays] = [Date.UTC(year, 1, 1), 60 * 86_400_000];
    const risky = async (at: number, person = story.people.admin): Promise<number> => {
      story.clock.setTo(new Date(at).toISOString());
      await refreshFigures(story);
      const query = `from=${year}-01-01&to=${year + 1}-01-01`;
      const { body } = await story.as(person).get(`/analytics/journey?${query}`).expect(200);
      story.clock.setTo(undefined);
      return body.steps[5].reached.value as number;
    };
    // Midnight in Rome is at eleven in the evening of Greenwich, in summer at ten.
    const midnight = (day: number): number => day - 2 * 3_600_000;
    expect(await risky(midnight(start + sixtyDays) - 1)).toBe(0);
    expect(await risky(midnight(start + sixtyDays))).toBe(1);
    const due = Date.UTC(year, 3, 20) + 90 * 86_400_000;
    expect([await risky(midnight(due) - 1), await risky(midnight(due))]).toEqual([1, 2]);
    expect([await risky(due, alma), await risky(due, aldo)]).toEqual([1, 1]);
  });

  it('counts a step for who owned the client then, as a member of the present team', async () => {
    const { aldo, beppe, anna, bruno } = story.people;
    const id = await clients.create(aldo, { at: day('01-10') });
    await clients.call(id, aldo, day('01-12'));
    await clients.change(id, day('01-15'), { ownerId: beppe.id });
    await clients.visit(id, beppe, day('01-20'));
    const of = async (person: Person) => told(await journey(`${year}-01-01`, `${year + 1}-01-01`, person));
    const early = ['PROSPECT 1 - null', 'FIRST_CONTACT 1 1/1 2', 'FIRST_VISIT 0 1/1 null'];
    const late = ['FIRST_VISIT 1 0/0 8', 'FIRST_ORDER 0 0/1 null'];
    expect([await of(aldo), await of(anna)]).toEqual([early, early]);
    expect([await of(beppe), await of(bruno)]).toEqual([late, late]);
  });

  it('begins at REPEAT for who came as a customer already', async () => {
    const { aldo } = story.people;
    const id = await clients.create(aldo, { at: day('01-10'), lifecycle: 'CUSTOMER' });
    await clients.visit(id, aldo, day('02-01'), { outcome: 'ORDER' });
    expect(told(await journey())).toEqual(['REPEAT 1 0/0 null', 'AT_RISK 1 1/1 90', 'LOST 0 0/1 null']);
  });

  it('has cohorts by month of acquisition, cut to the period, each opening to its list', async () => {
    const { aldo } = story.people;
    const [january, february] = [
      await clients.create(aldo, { at: day('01-31', '22:59') }),
      await clients.create(aldo, { at: day('01-31', '23:00') }),
    ];
    await clients.create(aldo, { at: day('02-10') });
    for (const id of [january, february]) await clients.call(id, aldo, day('05-12'));
    await clients.sell(february, aldo, day('06-12'));
    const { cohorts } = await journey(`${year}-01-15`, `${year}-02-15`);
    expect(
      cohorts.map(({ month, from, to, acquired, steps }: never) => [
        month,
        from,
        to,
        acquired['value'],
        (steps as { reached: { numerator: number } }[]).map(({ reached }) => reached.numerator),
      ]),
    ).toEqual([
      [`${year}-01-01`, `${year}-01-15`, `${year}-02-01`, 1, [1, 0, 0, 0, 0, 0]],
      [`${year}-02-01`, `${year}-02-01`, `${year}-02-15`, 2, [1, 0, 1, 0, 1, 0]],
    ]);
    expect(cohorts[1].steps[0].reached).toMatchObject({ value: 50, numerator: 1, denominator: 2 });
    for (const { acquired } of cohorts) {
      const { body } = await story.as(story.people.admin).get(acquired.drillDown);
      expect(body.items.length).toBe(acquired.value);
    }
    const empty = await journey(`${year}-11-01`, `${year}-12-01`);
    expect(empty.cohorts[0].steps[0].reached).toMatchObject({ value: null, denominator: 0 });
  });

  it('opens to the list of those who came, were first contacted, were lost, on the days of Rome', async () => {
    const { aldo, admin } = story.people;
    for (const [created, contact, lost] of [
      ['02-28', '03-02', '03-04'],
      ['03-01', '04-02', '05-04'],
      ['03-02', '03-03', undefined],
    ] as const) {
      const id = await clients.create(aldo, { at: day(created) });
      await clients.call(id, aldo, day(contact));
      if (lost) await clients.change(id, day(lost), { lifecycle: 'LOST' });
      if (lost) await clients.change(id, day('06-01'), { ownerId: story.people.alma.id });
    }
    const { steps } = await journey(`${year}-03-01`, `${year}-04-01`);
    const opened = (steps as (StepRow & { reached: { drillDown?: string } })[]).filter(
      ({ reached }) => reached.drillDown,
    );
    expect(opened.map(({ step, reached }) => [step, reached.value])).toEqual([
      ['PROSPECT', 2],
      ['FIRST_CONTACT', 2],
      ['LOST', 1],
    ]);
    for (const { reached } of opened) {
      const { body } = await story
        .as(admin)
        .get(reached.drillDown ?? '')
        .expect(200);
      expect(body.items.length).toBe(reached.value);
    }
  });

  it('compares with the period before, which is as long', async () => {
    const { aldo } = story.people;
    await clients.create(aldo, { at: day('01-10') });
    await clients.create(aldo, { at: day('02-10') });
    const body = await ask(story.people.admin, `from=${year}-02-01&to=${year}-03-01&compare=previous`);
    expect([body.steps[0].reached.value, body.previousSteps[0].reached.value]).toEqual([1, 1]);
    expect(body.previousPeriod.days).toBe(body.period.days);
  });
});
