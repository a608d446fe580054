import { DASHBOARD_EXAMPLES } from '#app/analytics/dashboards/dto/dashboard-examples.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DealBook, openDealBook, type StageName } from '../factories/deal-book.ts';
import { permissionList } from '../factories/role.ts';
import { statementsDuring } from '../support/captured-sql.ts';
import type { People, Person } from '../support/people.ts';
import { refreshFigures } from '../support/refresh-figures.ts';
import { startStory, type Story } from '../support/story.ts';

const MARCH = { preset: 'CUSTOM', from: '2026-03-01', to: '2026-04-01' };
const MARCH_QUERY = 'from=2026-03-01&to=2026-04-01';
const KPIS = ['wonAmount', 'wonCount', 'winRate'];

describe('saved dashboards', () => {
  let story: Story;
  let people: People;
  let deals: DealBook;
  beforeAll(async () => {
    story = await startStory();
    people = story.people;
    deals = await openDealBook(story);
    const sell = async (owner: Person, amount: string, stage: StageName): Promise<void> => {
      const id = await deals.create(owner, { at: '2026-03-02T10:00:00Z', amount });
      if (stage !== 'New') await deals.move(id, stage, '2026-03-12T10:00:00Z');
    };
    await sell(people.aldo, '100.00', 'Won');
    await sell(people.aldo, '10.00', 'Lost');
    await sell(people.alma, '200.00', 'Won');
    await sell(people.beppe, '400.00', 'Won');
    await refreshFigures(story);
  });
  afterAll(() => story.end());

  const draft = (fields: object = {}): object => ({
    name: `Cruscotto ${Math.random()}`,
    period: MARCH,
    widgets: [{ report: 'overview', kpis: KPIS }],
    ...fields,
  });
  const save = async (person: Person, fields: object = {}) => {
    const { body, status } = await story.as(person).post('/analytics/dashboards').send(draft(fields));
    if (status !== 201) throw new Error(JSON.stringify(body));
    return body as { id: string; name: string; version: number };
  };
  const refusal = async (fields: object) => {
    const { body, status } = await story.as(people.aldo).post('/analytics/dashboards').send(draft(fields));
    return [status, body.errors?.[0]?.pointer, body.errors?.[0]?.code];
  };
  const figures = async (person: Person, id: string, query = '') => {
    const { body, status } = await story.as(person).get(`/analytics/dashboards/${id}/figures?${query}`);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return body.widgets;
  };
  const wonAmount = async (person: Person, id: string, query = ''): Promise<string> =>
    (await figures(person, id, query))[0].overview.kpis.wonAmount.value;

  it('can be saved as the page of the documentation shows them', async () => {
    for (const [name, { value }] of Object.entries(DASHBOARD_EXAMPLES))
      expect([name, (await story.as(people.aldo).post('/analytics/dashboards').send(value)).status]).toEqual([
        name,
        201,
      ]);
  });

  it('answer all their widgets in their order, each as its report answers alone', async () => {
    const { id } = await save(people.anna, {
      filter: { compare: 'previous', pipelineId: deals.pipelineId },
      widgets: [
        { report: 'sales-trend', interval: 'week', title: 'Settimane' },
        { report: 'overview', kpis: KPIS },
        { report: 'funnel' },
        { report: 'agents' },
        { report: 'forecast', period: { preset: 'NEXT_3_MONTHS' } },
      ],
    });
    const widgets = await figures(people.anna, id);
    const alone = async (path: string, query = MARCH_QUERY) =>
      (
        await story
          .as(people.anna)
          .get(`/analytics/${path}?${query}&compare=previous&pipelineId=${deals.pipelineId}`)
      ).body;
    const { kpis, ...header } = await alone('overview');
    expect(widgets.slice(0, 4)).toEqual([
      {
        report: 'sales-trend',
        title: 'Settimane',
        salesTrend: await alone('sales-trend', `${MARCH_QUERY}&interval=week`),
      },
      {
        report: 'overview',
        overview: {
          ...header,
          kpis: { wonAmount: kpis.wonAmount, wonCount: kpis.wonCount, winRate: kpis.winRate },
        },
      },
      { report: 'funnel', funnel: await alone('funnel') },
      { report: 'agents', agents: await alone('agents') },
    ]);
    expect(Object.keys(widgets[1].overview.kpis)).toEqual(KPIS);
    expect(widgets[4].forecast.months).toHaveLength(3);
  });

  it('are read at one moment: one transaction for all widgets, whose picture of the figures does not move', async () => {
    const { id } = await save(people.anna, {
      widgets: [{ report: 'overview' }, { report: 'agents' }, { report: 'funnel' }],
    });
    const sent = (await statementsDuring(() => figures(people.anna, id))).map(({ text }) => text);
    expect(sent.filter((text) => /^BEGIN/i.test(text))).toHaveLength(1);
    expect(sent.filter((text) => /REPEATABLE READ/i.test(text))).toHaveLength(1);
    expect(sent.filter((text) => /kpi_/.test(text)).length).toBeGreaterThan(3);
  });

  it('show whoever opens a colleague’s dashboard the figures of their own scope', async () => {
    const { id } = await save(people.admin, { visibility: 'PUBLIC' });
    expect(await wonAmount(people.admin, id)).toBe('700.00');
    expect(await wonAmount(people.anna, id)).toBe('300.00');
    expect(await wonAmount(people.aldo, id)).toBe('100.00');
    // A filter that leads out of the reader's scope gives the figures of nobody.
    const ofBeppe = await save(people.admin, { visibility: 'PUBLIC', filter: { ownerId: people.beppe.id } });
    expect(await wonAmount(people.admin, ofBeppe.id)).toBe('400.00');
    expect(await wonAmount(people.aldo, ofBeppe.id)).toBe('0.00');
  });

  it('narrow to a team, and what the call says goes before', async () => {
    const { id } = await save(people.admin, { filter: { teamId: people.anna.teamId } });
    expect(await wonAmount(people.admin, id)).toBe('300.00');
    expect(await wonAmount(people.admin, id, `teamId=${people.bruno.teamId}`)).toBe('400.00');
    expect(await wonAmount(people.admin, id, 'from=2026-05-01&to=2026-06-01')).toBe('0.00');
  });

  it('move with the calendar: this month is the month of the day on which they are opened', async () => {
    const { id } = await save(people.anna, { period: { preset: 'THIS_MONTH' } });
    const periodOn = async (instant: string) => {
      story.clock.setTo(instant);
      const { from, to } = (await figures(people.anna, id))[0].overview.period;
      story.clock.setTo(undefined);
      return [from, to];
    };
    expect(await periodOn('2026-03-29T12:00:00Z')).toEqual(['2026-03-01', '2026-04-01']);
    // Half past midnight in Rome, when the clocks have changed: the new month has begun there.
    expect(await periodOn('2026-03-31T22:30:00Z')).toEqual(['2026-04-01', '2026-05-01']);
  });

  it('compare what is under way with as many days before, and have their forecast look ahead', async () => {
    const widgets = [{ report: 'overview' }, { report: 'forecast' }];
    const { id } = await save(people.anna, { period: { preset: 'MONTH_TO_DATE' }, widgets });
    story.clock.setTo('2026-03-12T12:00:00Z');
    const [{ overview }, { forecast }] = await figures(people.anna, id, 'compare=previous');
    story.clock.setTo(undefined);
    expect(overview.period).toMatchObject({ from: '2026-03-01', to: '2026-03-13' });
    expect(overview.previousPeriod).toMatchObject({ from: '2026-02-17', to: '2026-03-01' });
    expect(forecast.period).toMatchObject({ from: '2026-03-01', to: '2027-03-01' });
  });

  it('leave out the amounts that the reader’s role does not see', async () => {
    const admin = story.as(people.admin);
    const permissions = permissionList({ 'analytics:read': 'all', 'dashboard:read': 'own' });
    const role = {
      key: 'SHORT_SIGHTED',
      name: 'Miope',
      permissions,
      hiddenFields: ['opportunity.amount', 'visit.orderAmount'],
    };
    await admin.post('/roles').send(role).expect(201);
    await admin.patch(`/users/${people.beppe.id}`).send({ role: role.key }).expect(200);
    const { id } = await save(people.admin, {
      visibility: 'PUBLIC',
      widgets: [{ report: 'overview', kpis: KPIS }, { report: 'agents' }],
    });
    const [{ overview }, { agents }] = await figures(people.beppe, id);
    expect(Object.keys(overview.kpis)).toEqual(['wonCount', 'winRate']);
    expect(agents.agents.length).toBeGreaterThan(0);
    expect(JSON.stringify(agents)).not.toMatch(/[aA]mount/);
    await admin.patch(`/users/${people.beppe.id}`).send({ role: 'AGENT' }).expect(200);
  });

  it('are opened by whom they are shared with, and changed by their owner alone', async () => {
    const { id } = await save(people.aldo, { visibility: 'TEAM', name: 'Della squadra' });
    const path = `/analytics/dashboards/${id}`;
    const seen = async (person: Person) => (await story.as(person).get(path)).status;
    expect([await seen(people.alma), await seen(people.anna), await seen(people.beppe)]).toEqual([
      200, 200, 404,
    ]);
    const named = async (person: Person) =>
      (await story.as(person).get('/analytics/dashboards?limit=100')).body.items.map(
        ({ name }: { name: string }) => name,
      );
    expect(await named(people.alma)).toContain('Della squadra');
    expect(await named(people.beppe)).not.toContain('Della squadra');
    const change = await story.as(people.alma).patch(path).send({ name: 'Mio' });
    expect([change.status, change.body.code]).toEqual([403, 'DASHBOARD_NOT_YOURS']);
    expect((await story.as(people.aldo).patch(path).send({ visibility: 'PRIVATE' })).status).toBe(200);
    expect(await seen(people.alma)).toBe(404);
    expect(
      (
        await story
          .as(people.analyst)
          .post('/analytics/dashboards')
          .send(draft({ visibility: 'TEAM' }))
      ).body,
    ).toMatchObject({ errors: [{ pointer: '/visibility', code: 'TEAM_NEEDED' }] });
  });

  it.each(['Nord\r\nSud', 'Nord\u0007', 'Nord\u0085Sud', 'Nord\u2028Sud'])(
    'have names of one line: %j is none',
    async (name) => {
      expect(await refusal({ name })).toEqual([400, '/name', 'IS_ONE_LINE']);
      const { id } = await save(people.aldo);
      const { body } = await story.as(people.aldo).patch(`/analytics/dashboards/${id}`).send({ name });
      expect(body.errors).toMatchObject([{ pointer: '/name', code: 'IS_ONE_LINE' }]);
    },
  );

  it('change by If-Match, once by an Idempotency-Key, and each change stands in the journal', async () => {
    const aldo = story.as(people.aldo);
    const body = draft({ name: 'Uno solo' });
    const post = () => aldo.post('/analytics/dashboards').set('Idempotency-Key', 'uno-solo').send(body);
    const [first, again] = [await post(), await post()];
    expect([first.status, again.status, again.body.id]).toEqual([201, 201, first.body.id]);
    const twin = await aldo.post('/analytics/dashboards').send(body);
    expect([twin.status, twin.body.code]).toEqual([409, 'DASHBOARD_EXISTS']);
    const path = `/analytics/dashboards/${first.body.id}`;
    const { etag } = (await aldo.get(path)).headers;
    const widgets = [{ report: 'funnel' }, { report: 'agents' }];
    const changed = await aldo
      .patch(path)
      .set('If-Match', etag as string)
      .send({ widgets });
    expect(changed.body).toMatchObject({ version: 2, widgets, period: MARCH });
    expect((await aldo.delete(path).set('If-Match', etag as string)).status).toBe(412);
    expect((await aldo.delete(path)).status).toBe(204);
    const journal = await story.prisma.journalEntry.findMany({
      where: { entity: 'dashboard', entityId: first.body.id },
      orderBy: { id: 'asc' },
    });
    expect(journal.map(({ action, actorId }) => [action, actorId])).toEqual(
      ['created', 'updated', 'deleted'].map((verb) => [`dashboard.${verb}`, people.aldo.id]),
    );
  });

  it('keep nothing that a report would refuse, and name the figures that there are', async () => {
    const kpis = (...keys: string[]) => [{ report: 'overview', kpis: keys }];
    expect(await refusal({ widgets: kpis('wonCount', 'profit') })).toEqual([
      400,
      '/widgets/0/kpis',
      'KPI_UNKNOWN',
    ]);
    expect(await refusal({ widgets: kpis('toString') })).toEqual([400, '/widgets/0/kpis', 'KPI_UNKNOWN']);
    const { body } = await story
      .as(people.aldo)
      .post('/analytics/dashboards')
      .send(draft({ widgets: kpis('profit') }));
    expect(body.detail).toContain('wonCount');
    expect(await refusal({ widgets: [{ report: 'weather' }] })).toEqual([400, '/widgets/0/report', 'IS_IN']);
    expect(await refusal({ widgets: [] })).toEqual([400, '/widgets', 'ARRAY_MIN_SIZE']);
    expect(await refusal({ widgets: [{ report: 'funnel', kpis: ['wonCount'] }] })).toEqual([
      400,
      '/widgets/0/kpis',
      'KPIS_NOT_TAKEN',
    ]);
    expect(await refusal({ period: { preset: 'CUSTOM', from: '2026-03-01' } })).toEqual([
      400,
      '/period',
      'PERIOD_INCOMPLETE',
    ]);
    expect(await refusal({ period: { preset: 'TODAY', from: '2026-03-01' } })).toEqual([
      400,
      '/period',
      'PERIOD_MOVES',
    ]);
    expect(await refusal({ period: { ...MARCH, to: '2026-03-01' } })).toEqual([
      400,
      '/period/to',
      'PERIOD_EMPTY',
    ]);
    for (const [name, id, code] of [
      ['ownerId', people.beppe.id, 'OWNER_UNKNOWN'],
      ['teamId', people.bruno.teamId, 'TEAM_UNKNOWN'],
      ['pipelineId', people.aldo.id, 'PIPELINE_UNKNOWN'],
    ] as const)
      expect(await refusal({ filter: { [name]: id } })).toEqual([400, `/filter/${name}`, code]);
    expect(await refusal({ filter: { teamId: 'Nord' } })).toEqual([400, '/filter/teamId', 'IS_UUID']);
  });

  it('offer every headline figure that the overview answers', async () => {
    const { body } = await story.as(people.admin).get('/analytics/overview');
    const keys = Object.keys(body.kpis);
    expect(
      Object.keys(
        (
          await figures(
            people.admin,
            (await save(people.admin, { widgets: [{ report: 'overview', kpis: keys }] })).id,
          )
        )[0].overview.kpis,
      ),
    ).toEqual(keys);
  });
});
