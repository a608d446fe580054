import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DealBook, openDealBook, type StageName } from '../factories/deal-book.ts';
import type { People, Person } from '../support/people.ts';
import { refreshFigures } from '../support/refresh-figures.ts';
import { startStory, type Story } from '../support/story.ts';

const PERIOD = 'from=2026-03-01&to=2026-04-01';
const REPORTS = [
  'overview',
  'sales-trend',
  'funnel',
  'forecast',
  'agents',
  'visits',
  'leads',
  'journey',
  'lost-reasons',
];

describe('figures and their reader (peer mistake 11: figures beyond the reader’s rights)', () => {
  let story: Story;
  let people: People;
  let deals: DealBook;

  beforeAll(async () => {
    story = await startStory();
    people = story.people;
    deals = await openDealBook(story);
    const sell = async (owner: Person, amount: string, stage: StageName): Promise<void> => {
      const id = await deals.create(owner, {
        at: '2026-03-02T10:00:00Z',
        amount,
        expectedCloseDate: '2027-01-10',
      });
      if (stage !== 'New') await deals.move(id, stage, '2026-03-12T10:00:00Z');
    };
    await sell(people.aldo, '100.00', 'Won');
    await sell(people.aldo, '10.00', 'Lost');
    await sell(people.alma, '200.00', 'Won');
    await sell(people.beppe, '400.00', 'Won');
    await sell(people.beppe, '40.00', 'New');
    await refreshFigures(story);
  });
  afterAll(() => story.end());

  const overview = async (person: Person, filter = '') => {
    const { kpis } = (await story.as(person).get(`/analytics/overview?${PERIOD}${filter}`)).body;
    return [kpis.createdCount.value, kpis.wonAmount.value, kpis.lostCount.value, kpis.openCount.value];
  };

  it('are the own for an agent, the team’s for a manager, everybody’s for admin and analyst', async () => {
    expect(await overview(people.aldo)).toEqual([2, '100.00', 1, 0]);
    expect(await overview(people.alma)).toEqual([1, '200.00', 0, 0]);
    expect(await overview(people.beppe)).toEqual([2, '400.00', 0, 1]);
    expect(await overview(people.anna)).toEqual([3, '300.00', 1, 0]);
    expect(await overview(people.bruno)).toEqual([2, '400.00', 0, 1]);
    expect(await overview(people.admin)).toEqual([5, '700.00', 1, 1]);
    expect(await overview(people.analyst)).toEqual(await overview(people.admin));
  });

  it('narrow to an owner, a team and a pipeline', async () => {
    expect(await overview(people.admin, `&ownerId=${people.alma.id}`)).toEqual([1, '200.00', 0, 0]);
    expect(await overview(people.admin, `&teamId=${people.bruno.teamId}`)).toEqual([2, '400.00', 0, 1]);
    expect(await overview(people.admin, `&pipelineId=${deals.pipelineId}`)).toEqual([5, '700.00', 1, 1]);
    expect(await overview(people.admin, `&pipelineId=${people.admin.id}`)).toEqual([0, '0.00', 0, 0]);
    expect(await overview(people.anna, `&ownerId=${people.aldo.id}&teamId=${people.anna.teamId}`)).toEqual([
      2,
      '100.00',
      1,
      0,
    ]);
  });

  it.each(['visits', 'leads', 'journey'])(
    'of what belongs to no pipeline are the same whichever is asked for: %s',
    async (report) => {
      const read = async (filter: string) =>
        (await story.as(people.admin).get(`/analytics/${report}?${PERIOD}${filter}`)).body;
      for (const id of [deals.pipelineId, people.admin.id])
        expect(await read(`&pipelineId=${id}`)).toEqual(await read(''));
      const { paths } = (await story.outside.get('/api/openapi.json')).body;
      const { description, parameters } = paths[`/api/v1/analytics/${report}`].get;
      const [pipeline] = parameters.filter(({ name }: { name: string }) => name === 'pipelineId');
      expect(`${description} ${pipeline.description}`).toMatch(/not filtered by one.*(visits|leads|clients)/);
    },
  );

  it.each(REPORTS)('of somebody outside of the scope are those of nobody: %s', async (report) => {
    const nobody = '01920000-0000-7000-8000-000000000000';
    const read = async (person: Person, filter: string, id: string) => {
      const { body, status } = await story.as(person).get(`/analytics/${report}?${PERIOD}&${filter}=${id}`);
      expect(status).toBe(200);
      return JSON.parse(JSON.stringify(body).replaceAll(id, 'ID')) as unknown;
    };
    expect(await read(people.aldo, 'ownerId', people.beppe.id)).toEqual(
      await read(people.aldo, 'ownerId', nobody),
    );
    expect(await read(people.anna, 'ownerId', people.beppe.id)).toEqual(
      await read(people.anna, 'ownerId', nobody),
    );
    expect(await read(people.anna, 'teamId', people.bruno.teamId ?? '')).toEqual(
      await read(people.anna, 'teamId', nobody),
    );
    // Under this id the rollups keep the sums of everybody.
    expect(await read(people.admin, 'ownerId', '00000000-0000-0000-0000-000000000000')).toEqual(
      await read(people.admin, 'ownerId', nobody),
    );
  });

  it('of every report lie within the scope', async () => {
    const read = async (person: Person, report: string) =>
      (await story.as(person).get(`/analytics/${report}?${PERIOD}`)).body;
    const trend = await read(people.anna, 'sales-trend');
    expect(trend.points.map(({ won }: never) => won['amount'])).toEqual(['300.00']);
    const funnel = await read(people.anna, 'funnel');
    expect(funnel.stages.map(({ entered }: never) => entered)).toEqual([3, 0, 0, 2, 1]);
    const agents = await read(people.anna, 'agents');
    expect(agents.agents.map(({ fullName }: never) => fullName)).toEqual(['Alma', 'Aldo']);
    const own = await read(people.beppe, 'agents');
    expect(
      own.agents.map((row: never) => [row['fullName'], row['winRate']['value'], row['open']['weighted']]),
    ).toEqual([['Beppe', 100, '4.00']]);
    expect((await read(people.aldo, 'forecast')).total.count).toBe(0);
    expect((await read(people.beppe, 'forecast')).total).toMatchObject({ count: 1, weighted: '4.00' });
  });

  it('sum up: the agents’ rows make the team’s headline', async () => {
    const { agents } = (await story.as(people.anna).get(`/analytics/agents?${PERIOD}&compare=previous`)).body;
    const sum = agents.reduce((total: number, row: never) => total + Number(row['won']['amount']), 0);
    expect(sum.toFixed(2)).toBe((await overview(people.anna))[1]);
  });

  it('move with a member to the new team, past included', async () => {
    await story.prisma.user.update({ where: { id: people.alma.id }, data: { teamId: people.bruno.teamId } });
    expect(await overview(people.anna)).toEqual([2, '100.00', 1, 0]);
    expect(await overview(people.bruno)).toEqual([3, '600.00', 0, 1]);
    await story.prisma.user.update({ where: { id: people.alma.id }, data: { teamId: people.anna.teamId } });
  });

  it.each([
    ['from=2026-3-1', '/from'],
    ['from=2026-02-30', '/from'],
    ['from=2026-03-02&to=2026-03-01', '/to'],
    ['from=2010-01-01&to=2026-01-01', '/from'],
    ['from=2150-01-01', '/from'],
    ['ownerId=me', '/ownerId'],
    ['compare=last', '/compare'],
    ['interval=year', '/interval'],
    ['period=month', '/period'],
  ])('are refused for a question that makes no sense: %s', async (query, pointer) => {
    const { body, status } = await story.as(people.admin).get(`/analytics/sales-trend?${query}`);
    expect([status, body.code, body.errors[0].pointer]).toEqual([400, 'VALIDATION_FAILED', pointer]);
  });

  it('are not for somebody who has not signed in', async () => {
    const answers = await Promise.all(
      [...REPORTS, 'definitions', 'status'].map((report) => story.anonymous.get(`/analytics/${report}`)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
  });
});
