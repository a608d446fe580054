import { openApiDocument } from '#app/platform/openapi/openapi.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { type DealBook, openDealBook, type StageName } from '../factories/deal-book.ts';
import { permissionList } from '../factories/role.ts';
import type { People, Person } from '../support/people.ts';
import { refreshFigures } from '../support/refresh-figures.ts';
import { startStory, type Story } from '../support/story.ts';

const MARCH = 'from=2026-03-01&to=2026-04-01';

interface Document {
  paths: Record<string, { get?: { responses: Record<string, Answer> } }>;
  components: {
    schemas: Record<string, { properties?: Record<string, { enum?: string[] }>; enum?: string[] }>;
  };
}
interface Answer {
  content?: Record<string, { schema?: { $ref?: string } }>;
}

describe('the tables of the figures as files', () => {
  let story: Story;
  let people: People;
  let deals: DealBook;
  beforeAll(async () => {
    story = await startStory();
    people = story.people;
    deals = await openDealBook(story, '=Shops');
    const sell = async (owner: Person, amount: string, stage: StageName): Promise<void> => {
      const id = await deals.create(owner, { at: '2026-03-02T10:00:00Z', amount });
      if (stage !== 'New') await deals.move(id, stage, '2026-03-12T10:00:00Z');
    };
    await sell(people.aldo, '1234.50', 'Won');
    await sell(people.aldo, '10.00', 'Lost');
    await sell(people.alma, '200.00', 'Won');
    await sell(people.beppe, '400.00', 'New');
    await refreshFigures(story);
  });
  afterAll(() => story.end());

  const download = async (person: Person, report: string, query = MARCH) => {
    const answer = await story.as(person).get(`/analytics/${report}.csv?${query}`);
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    return answer;
  };
  const rows = async (person: Person, report: string, query = MARCH): Promise<Record<string, string>[]> =>
    parse<Record<string, string>>((await download(person, report, query)).text, { columns: true });
  const json = async (person: Person, report: string, query = MARCH) =>
    (await story.as(person).get(`/analytics/${report}?${query}`).expect(200)).body;

  /** Below `/analytics`: whatever answers with a period and the version of its formulas. */
  const reports = (): string[] => {
    const document = openApiDocument(story.app) as unknown as Document;
    return Object.entries(document.paths).flatMap(([path, { get }]) => {
      const [, report] = /^\/api\/v1\/analytics\/([\w-]+)$/.exec(path) ?? [];
      const ref = get?.responses['200']?.content?.['application/json']?.schema?.$ref ?? '';
      const { properties = {} } = document.components.schemas[ref.split('/').at(-1) ?? ''] ?? {};
      return report && 'definitionVersion' in properties && 'period' in properties ? [report] : [];
    });
  };

  // A new report fails here: give it a description of its file, a route, and a place in the catalogue of reports.
  it('are there for every report, and every report can stand on a dashboard', async () => {
    expect(reports()).toEqual(
      expect.arrayContaining(['overview', 'sales-trend', 'funnel', 'forecast', 'agents']),
    );
    const { paths, components } = openApiDocument(story.app) as unknown as Document;
    const files = Object.keys(paths).flatMap(
      (path) => /^\/api\/v1\/analytics\/([\w-]+)\.csv$/.exec(path)?.[1] ?? [],
    );
    expect(files.sort()).toEqual(reports().sort());
    expect([...(components.schemas['ReportName']?.enum ?? [])].sort()).toEqual(reports().sort());
    for (const report of files) {
      const { headers, text } = await download(people.admin, report);
      expect(headers['content-type']).toBe('text/csv; charset=utf-8');
      expect(headers['content-disposition']).toMatch(
        new RegExp(`^attachment; filename="${report}(-\\d{4}-\\d\\d-\\d\\d){2}\\.csv"$`),
      );
      expect(text.split('\r\n').length).toBeGreaterThan(2);
    }
  });

  it('are named by the first and the last day of their period, so that two of them can lie in one folder', async () => {
    const name = async (report: string, query: string) =>
      (await download(people.admin, report, query)).headers['content-disposition'];
    expect(await name('overview', MARCH)).toBe('attachment; filename="overview-2026-03-01-2026-03-31.csv"');
    expect(await name('agents', 'from=2026-03-02&to=2026-03-03')).toBe(
      'attachment; filename="agents-2026-03-02-2026-03-02.csv"',
    );
    const { period } = await json(people.admin, 'forecast', '');
    const last = new Date(Date.parse(period.to) - 86_400_000).toISOString().slice(0, 10);
    expect(await name('forecast', '')).toBe(`attachment; filename="forecast-${period.from}-${last}.csv"`);
  });

  it('set each figure that has one beside that of the period before, and else tell the rows apart', async () => {
    const compared = `${MARCH}&compare=previous`;
    const columns = async (report: string) =>
      (await download(people.admin, report, compared)).text.split('\r\n')[0]?.split(',') ?? [];
    for (const report of ['overview', 'leads'])
      expect([report, await columns(report)]).toEqual([
        report,
        expect.arrayContaining(['value', 'previous', 'change']),
      ]);
    expect(await columns('lost-reasons')).toEqual(
      expect.arrayContaining(['count', 'previousCount', 'previousAmount', 'change']),
    );
    for (const report of ['sales-trend', 'funnel', 'agents', 'journey', 'visits'])
      expect([report, await columns(report)]).toEqual([report, expect.arrayContaining(['period'])]);
  });

  it('hold what the report answers, with money as plain decimals', async () => {
    const [csv, report] = [
      await rows(people.anna, 'sales-trend', `${MARCH}&interval=week`),
      await json(people.anna, 'sales-trend', `${MARCH}&interval=week`),
    ];
    expect(csv.map((row) => [row['from'], row['won.count'], row['won.amount']])).toEqual(
      report.points.map(({ from, won }: { from: string; won: { count: number; amount: string } }) => [
        from,
        String(won.count),
        won.amount,
      ]),
    );
    expect(csv.map((row) => row['won.amount'])).toContain('1434.50');
    const overview = await rows(people.anna, 'overview', `${MARCH}&compare=previous`);
    expect(overview.find(({ key }) => key === 'winRate')).toEqual({
      ...{ key: 'winRate', unit: 'percent', value: '66.67', previous: '', change: '', changePoints: '' },
      ...{ numerator: '2', denominator: '3' },
    });
    const agents = await rows(people.admin, 'agents');
    expect(agents.find(({ agentId }) => agentId === people.aldo.id)).toMatchObject({
      'won.amount': '1234.50',
      'winRate.value': '50',
    });
    const forecast = await rows(people.admin, 'forecast', '');
    expect(forecast.at(-1)).toMatchObject({
      bucket: 'total',
      'open.count': '1',
      'open.amount': '400.00',
      'open.weighted': '40.00',
    });
  });

  it.each([
    ['agents', 'agents'],
    ['funnel', 'stages'],
    ['forecast', 'months'],
    ['sales-trend', 'points'],
    ['visits', 'points'],
  ])('leave out no figure of a row: %s', async (report, table) => {
    const [row] = (await json(people.admin, report))[table] as Record<string, unknown>[];
    const [first = {}] = await rows(people.admin, report);
    const columns = new Set(Object.keys(first).map((column) => column.split('.')[0]));
    const links = ['drillDown', 'notListed', 'fates'];
    const figures = Object.keys(row ?? {}).filter((name) => !links.includes(name));
    expect(figures.filter((name) => !columns.has(name))).toEqual([]);
  });

  it('tell the accuracy and the coverage of the forecast, and what was won in the period before', async () => {
    const query = 'from=2026-04-01&to=2026-05-01&compare=previous';
    const { accuracy, coverage, previousWon } = await json(people.admin, 'forecast', query);
    const csv = await rows(people.admin, 'forecast', query);
    expect(csv.find(({ bucket }) => bucket === 'total')).toMatchObject({
      'accuracy.value': String(accuracy.value ?? ''),
      'coverage.numerator': coverage.numerator,
    });
    expect(csv.at(-1)).toMatchObject({ bucket: 'previous', 'won.amount': previousWon.amount });
    expect(previousWon.count).toBe(2);
  });

  it('say which rows are of the period before, where it is asked for', async () => {
    const both = await rows(people.admin, 'funnel', `${MARCH}&compare=previous`);
    expect(both.map(({ period }) => period)).toEqual([
      ...Array(5).fill('current'),
      ...Array(5).fill('previous'),
    ]);
    expect((await rows(people.admin, 'funnel'))[0]).not.toHaveProperty('period');
  });

  it('run nothing in a spreadsheet, and open in Excel in Italy', async () => {
    expect((await rows(people.admin, 'funnel'))[0]?.['pipelineName']).toBe("'=Shops");
    const { text } = await download(people.aldo, 'agents', `${MARCH}&format=excel`);
    expect(text.startsWith('\ufeffagentId;fullName;')).toBe(true);
    expect(text).toContain(';1234,50;');
  });

  it('keep to the reader’s scope and to what the own role sees', async () => {
    expect((await rows(people.aldo, 'agents')).map(({ fullName }) => fullName)).toEqual(['Aldo']);
    expect(
      (await rows(people.aldo, 'overview', `${MARCH}&ownerId=${people.beppe.id}`)).find(
        ({ key }) => key === 'createdCount',
      ),
    ).toMatchObject({ value: '0' });
    const admin = story.as(people.admin);
    const permissions = permissionList({ 'analytics:read': 'all' });
    await admin
      .post('/roles')
      .send({
        key: 'NO_AMOUNTS',
        name: 'Miope',
        permissions,
        hiddenFields: ['opportunity.amount', 'visit.orderAmount'],
      })
      .expect(201);
    await admin.patch(`/users/${people.beppe.id}`).send({ role: 'NO_AMOUNTS' }).expect(200);
    for (const report of reports()) {
      const { text } = await download(people.beppe, report, `${MARCH}&compare=previous`);
      expect([report, text]).not.toEqual([
        report,
        expect.stringMatching(/mount|weighted|1234\.50|1434\.50/i),
      ]);
    }
    await admin.patch(`/users/${people.beppe.id}`).send({ role: 'AGENT' }).expect(200);
  });

  it('are noted with who took them, which figures, and how many rows', async () => {
    await download(people.anna, 'funnel', `${MARCH}&pipelineId=${deals.pipelineId}`);
    const { items } = (await story.as(people.admin).get('/audit?action=analytics.exported').expect(200)).body;
    expect(items[0]).toMatchObject({
      actorId: people.anna.id,
      entity: 'export',
      facts: {
        report: 'funnel',
        from: '2026-03-01',
        to: '2026-04-01',
        pipelineId: deals.pipelineId,
        rows: 5,
      },
    });
  });
});
