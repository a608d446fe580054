import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DealBook, openDealBook } from '../factories/deal-book.ts';
import type { Person } from '../support/people.ts';
import { refreshFigures } from '../support/refresh-figures.ts';
import { startStory, type Story } from '../support/story.ts';

interface Target {
  ownerId: string;
  month: string;
  amount: string;
  version: number;
}

describe('sales targets', () => {
  let story: Story;

  beforeAll(async () => {
    story = await startStory();
  });
  afterAll(() => story.end());

  const put = (person: Person, ...targets: object[]) => story.as(person).put('/targets').send({ targets });
  const list = async (person: Person, query = ''): Promise<Target[]> =>
    (await story.as(person).get(`/targets?limit=100&${query}`).expect(200)).body.items;

  it('are set for many people and months in one call, changed by the next, and removed by null', async () => {
    const { admin, aldo, beppe } = story.people;
    const { body } = await put(
      admin,
      { ownerId: aldo.id, month: '2026-11', amount: '20000' },
      { ownerId: aldo.id, month: '2026-12', amount: '25000.50' },
      { ownerId: beppe.id, month: '2026-11', amount: '0' },
    ).expect(200);
    expect(body).toMatchObject({ written: 3, removed: 0, unchanged: 0 });
    expect(body.targets).toHaveLength(3);
    const again = await put(
      admin,
      { ownerId: aldo.id, month: '2026-11', amount: '20000.00' },
      { ownerId: aldo.id, month: '2026-12', amount: '26000' },
      { ownerId: beppe.id, month: '2026-11', amount: null },
    ).expect(200);
    expect(again.body).toMatchObject({
      ...{ written: 1, removed: 1, unchanged: 1 },
      targets: [
        { month: '2026-11', amount: '20000.00', version: 1 },
        { month: '2026-12', amount: '26000.00', version: 2 },
      ],
    });
    const audit = await story.as(admin).get(`/audit?entity=target&entityId=${beppe.id}`);
    expect(
      audit.body.items.map(({ action, facts }: { action: string; facts: object }) => [action, facts]),
    ).toEqual([
      ['target.removed', { month: '2026-11', amount: { from: '0.00', to: null } }],
      ['target.set', { month: '2026-11', amount: { from: null, to: '0.00' } }],
    ]);
  });

  it('are set by a manager within the team, and by nobody else for others or oneself', async () => {
    const { anna, aldo, alma, beppe, bruno, analyst } = story.people;
    await put(anna, { ownerId: alma.id, month: '2026-11', amount: '1000' }).expect(200);
    const refused = await put(
      anna,
      { ownerId: alma.id, month: '2026-11', amount: '9' },
      { ownerId: beppe.id, month: '2026-11', amount: '9' },
      { ownerId: '01890000-0000-7000-8000-000000000000', month: '2026-11', amount: '9' },
    );
    expect(refused.body).toMatchObject({
      status: 400,
      errors: [1, 2].map((index) => ({ pointer: `/targets/${index}/ownerId`, code: 'OWNER_UNKNOWN' })),
    });
    for (const person of [aldo, analyst])
      expect((await put(person, { ownerId: person.id, month: '2026-11', amount: '1' })).status).toBe(403);
    expect((await list(anna)).find(({ ownerId }) => ownerId === alma.id)?.amount).toBe('1000.00');
    expect(await list(bruno)).toEqual([]);
  });

  it('are read in the own, the team’s and everybody’s scope, by owner, team and months', async () => {
    const { admin, analyst, anna, aldo, alma, beppe, bruno } = story.people;
    await put(admin, { ownerId: beppe.id, month: '2027-02', amount: '7' }).expect(200);
    const owners = async (person: Person, query = '') =>
      (await list(person, query)).map(({ ownerId }) => ownerId);
    expect(new Set(await owners(aldo))).toEqual(new Set([aldo.id]));
    expect(await owners(aldo, `ownerId=${alma.id}`)).toEqual([]);
    expect(new Set(await owners(anna))).toEqual(new Set([aldo.id, alma.id]));
    expect(new Set(await owners(analyst))).toEqual(new Set([aldo.id, alma.id, beppe.id]));
    expect(await owners(admin, `teamId=${bruno.teamId}`)).toEqual([beppe.id]);
    expect(await owners(anna, `teamId=${bruno.teamId}`)).toEqual([]);
    const months = async (query: string) => (await list(admin, query)).map(({ month }) => month);
    expect(await months('from=2026-12&to=2027-02')).toEqual(['2026-12']);
    expect(await months('from=2027-01')).toEqual(['2027-02']);
    expect((await months('sort=-month'))[0]).toBe('2027-02');
  });

  it('are neither shown to who sees no amounts nor set by them', async () => {
    const { admin, bruno, beppe } = story.people;
    const permissions = { 'target:read': 'all', 'target:update': 'all', 'audit:read': 'all' };
    const hiddenFields = ['opportunity.amount'];
    await story.prisma.role.create({ data: { key: 'BLIND', name: 'Blind', permissions, hiddenFields } });
    const as = (role: string) => story.prisma.user.update({ where: { id: bruno.id }, data: { role } });
    await put(admin, { ownerId: beppe.id, month: '2027-03', amount: '7654.32' }).expect(200);
    await as('BLIND');
    await new Promise((done) => setTimeout(done, 1100));
    expect((await list(bruno, 'from=2027-03'))[0]).not.toHaveProperty('amount');
    expect((await story.as(bruno).get('/targets?sort=amount')).status).toBe(403);
    expect((await put(bruno, { ownerId: beppe.id, month: '2027-03', amount: '1' })).body.code).toBe(
      'FIELD_HIDDEN',
    );
    const audit = JSON.stringify((await story.as(bruno).get('/audit?entity=target')).body);
    expect([audit.includes('target.set'), audit.includes('7654.32')]).toEqual([true, false]);
    await as('MANAGER');
    await new Promise((done) => setTimeout(done, 1100));
    await put(admin, { ownerId: beppe.id, month: '2027-03', amount: null }).expect(200);
  });

  it('are refused as a whole when one of them is none', async () => {
    const { admin, aldo } = story.people;
    const sound = { ownerId: aldo.id, month: '2026-10', amount: '1' };
    const cases: [object, string][] = [
      [{ month: '2026-13' }, '/targets/1/month'],
      [{ month: '2026-10-01' }, '/targets/1/month'],
      [{ amount: '-1' }, '/targets/1/amount'],
      [{ amount: '1,5' }, '/targets/1/amount'],
      [{ amount: undefined }, '/targets/1/amount'],
      [{}, '/targets/1/month'],
    ];
    for (const [fields, pointer] of cases) {
      const { status, body } = await put(admin, sound, { ...sound, ...fields });
      expect([status, body.errors?.[0]?.pointer]).toEqual([400, pointer]);
    }
    expect((await put(admin)).status).toBe(400);
    expect(await list(admin, 'from=2026-10&to=2026-11')).toEqual([]);
  });

  it('tell the second of two who plan, and lose none of many who set the same month at once', async () => {
    const { admin, aldo } = story.people;
    const target = (amount: string, version?: number) => ({
      ownerId: aldo.id,
      month: '2028-01',
      amount,
      version,
    });
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => put(admin, target(String(index + 1), 0))),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 412)).toHaveLength(9);
    expect(answers.find(({ status }) => status === 412)?.body.targets).toEqual([
      { index: 0, currentVersion: 1 },
    ]);
    await Promise.all(
      Array.from({ length: 10 }, (_, index) => put(admin, target(String(100 + index))).expect(200)),
    );
    expect((await list(admin, 'from=2028-01'))[0]?.version).toBe(11);
    const audit = await story.as(admin).get(`/audit?entity=target&entityId=${aldo.id}&limit=100`);
    const steps = audit.body.items
      .map(({ facts }: { facts: { month: string; amount: { from: string; to: string } } }) => facts)
      .filter(({ month }: { month: string }) => month === '2028-01')
      .reverse() as { amount: { from: string | null; to: string } }[];
    // Each begins where the one before it ended.
    expect(steps.map(({ amount }) => amount.from)).toEqual([
      null,
      ...steps.slice(0, -1).map(({ amount }) => amount.to),
    ]);
  });
});

describe('the coverage of a forecast', () => {
  let story: Story;
  let deals: DealBook;

  beforeAll(async () => {
    story = await startStory();
    deals = await openDealBook(story);
    const { admin, aldo, alma, beppe } = story.people;
    const sell = async (
      owner: Person,
      amount: string,
      expectedCloseDate: string,
      isWon = false,
    ): Promise<void> => {
      const id = await deals.create(owner, { at: '2026-01-02T10:00:00Z', amount, expectedCloseDate });
      if (isWon) await deals.move(id, 'Won', '2026-03-12T10:00:00Z');
    };
    await sell(aldo, '300.00', '2026-03-20');
    await sell(aldo, '77.00', '2026-04-01');
    await sell(aldo, '400.00', '2026-03-15', true);
    await sell(alma, '50.00', '2026-03-31');
    await sell(beppe, '1000.00', '2026-03-01');
    await refreshFigures(story);
    const targets = [
      { ownerId: aldo.id, month: '2026-03', amount: '1000' },
      { ownerId: aldo.id, month: '2026-04', amount: '9999' },
      { ownerId: alma.id, month: '2026-03', amount: '100' },
      { ownerId: beppe.id, month: '2026-03', amount: '100' },
    ];
    await story.as(admin).put('/targets').send({ targets }).expect(200);
  });
  afterAll(() => story.end());

  const coverage = async (person: Person, query = 'from=2026-03-01&to=2026-04-01') =>
    (await story.as(person).get(`/analytics/forecast?${query}`).expect(200)).body.coverage;

  it('is the open amount expected in the period against what the target still lacks', async () => {
    expect(await coverage(story.people.aldo)).toMatchObject({
      unit: 'percent',
      // 300 ÷ (1000 − 400)
      ...{ value: 50, numerator: '300.00', denominator: '600.00', target: '1000.00', won: '400.00' },
      attainment: 40,
    });
    const overview = await story
      .as(story.people.aldo)
      .get('/analytics/overview?from=2026-03-01&to=2026-04-01');
    expect(overview.body.kpis.targetAttainment).toMatchObject({
      ...{ value: 40, numerator: '400.00', denominator: '1000.00' },
    });
  });

  it('is that of whom the reader may see, and agrees with a recount of what the reader may list', async () => {
    const { admin, analyst, anna, aldo, alma, bruno, beppe } = story.people;
    for (const person of [admin, analyst, anna, aldo, alma, bruno, beppe]) {
      const told = await coverage(person);
      const sum = async (path: string): Promise<number> =>
        (await story.as(person).get(path).expect(200)).body.items.reduce(
          (total: number, { amount }: { amount: string }) => total + Number(amount),
          0,
        );
      const open = await sum(told.drillDown);
      const won = await sum('/opportunities?status=WON&closedFrom=2026-03-01&closedTo=2026-04-01&limit=100');
      const target = await sum('/targets?from=2026-03&to=2026-04&limit=100');
      expect([told.numerator, told.denominator ?? 'none']).toEqual([
        open.toFixed(2),
        target > 0 ? (target - won).toFixed(2) : 'none',
      ]);
    }
    const team = await coverage(anna);
    expect(team).toMatchObject({ numerator: '350.00', denominator: '700.00', value: 50 });
    expect(await coverage(admin, `from=2026-03-01&to=2026-04-01&ownerId=${alma.id}`)).toEqual(
      expect.objectContaining({ numerator: '50.00', denominator: '100.00', value: 50 }),
    );
  });

  it('is null without a target, when the target is reached, for a part of a month and for one pipeline', async () => {
    const { admin, bruno, aldo, alma } = story.people;
    const nothing = { value: null, denominator: null, target: null, attainment: null };
    expect(await coverage(bruno, `from=2026-05-01&to=2026-06-01`)).toMatchObject(nothing);
    expect(await coverage(aldo, 'from=2026-03-02&to=2026-04-01')).toMatchObject(nothing);
    expect(
      await coverage(aldo, `from=2026-03-01&to=2026-04-01&pipelineId=${deals.pipelineId}`),
    ).toMatchObject(nothing);
    const lower = { ownerId: alma.id, month: '2026-03', amount: '0' };
    await story
      .as(admin)
      .put('/targets')
      .send({ targets: [lower] })
      .expect(200);
    expect(await coverage(alma)).toMatchObject({
      ...{ value: null, denominator: '0.00', target: '0.00', attainment: null },
    });
    const reached = { ownerId: aldo.id, month: '2026-03', amount: '399.99' };
    await story
      .as(admin)
      .put('/targets')
      .send({ targets: [reached] })
      .expect(200);
    expect(await coverage(aldo)).toMatchObject({ value: null, denominator: '-0.01', attainment: 100 });
  });
});
