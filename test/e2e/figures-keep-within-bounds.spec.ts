import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from '../factories/client.ts';
import { permissionList } from '../factories/role.ts';
import { createVisit } from '../factories/visit.ts';
import type { People } from '../support/people.ts';
import { refreshFigures } from '../support/refresh-figures.ts';
import { startStory, type Story } from '../support/story.ts';

const YEAR = 'from=2026-01-01&to=2027-01-01';
const TEN_YEARS = 'from=2016-03-01&to=2026-03-01';

describe('figures', () => {
  let story: Story;
  let people: People;
  beforeAll(async () => {
    story = await startStory();
    people = story.people;
    for (const person of [people.aldo, people.alma, people.beppe]) {
      const { id: clientId } = await createClient(story, person);
      await createVisit(story, person, {
        ...{ clientId, scheduledAt: '2026-03-05T10:00:00Z', status: 'COMPLETED' },
      });
    }
    await refreshFigures(story);
  });
  afterAll(() => story.end());

  const save = (content: object) =>
    story
      .as(people.aldo)
      .post('/analytics/dashboards')
      .send({ name: JSON.stringify(content).slice(0, 90), ...content });
  const codes = ({ body }: { body: { errors?: { pointer: string; code: string }[] } }) =>
    (body.errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`);

  describe('of the days of many years', () => {
    it.each(['sales-trend', 'visits'])('are not drawn point by point: %s', async (report) => {
      const admin = story.as(people.admin);
      for (const path of [`${report}?${TEN_YEARS}&interval=day`, `${report}.csv?${TEN_YEARS}&interval=day`])
        expect(codes(await admin.get(`/analytics/${path}`))).toEqual(['/interval TOO_MANY_POINTS']);
      expect((await admin.get(`/analytics/${report}?${TEN_YEARS}&interval=week`)).status).toBe(200);
      expect((await admin.get(`/analytics/${report}?${YEAR}&interval=day`)).status).toBe(200);
    });

    it('are not saved on a dashboard, and not asked of one', async () => {
      const widgets = [{ report: 'visits', interval: 'day' }];
      const period = { preset: 'CUSTOM', from: '2016-03-01', to: '2026-03-01' };
      expect(codes(await save({ period, widgets }))).toEqual(['/widgets/0/interval TOO_MANY_POINTS']);
      const { body } = await save({ widgets }).expect(201);
      const figures = `/analytics/dashboards/${body.id}/figures`;
      expect(codes(await story.as(people.aldo).get(`${figures}?${TEN_YEARS}`))).toEqual([
        '/interval TOO_MANY_POINTS',
      ]);
    });

    it('are not drawn by many widgets together either', async () => {
      const daily = (count: number) =>
        Array.from({ length: count }, () => ({ report: 'visits', interval: 'day' }));
      const period = { preset: 'CUSTOM', from: '2025-01-01', to: '2026-01-01' };
      expect(codes(await save({ period, widgets: daily(4) }))).toEqual(['/widgets TOO_MANY_POINTS']);
      const { body } = await save({ period, widgets: daily(3) }).expect(201);
      const ask = (query: string) =>
        story.as(people.aldo).get(`/analytics/dashboards/${body.id}/figures?${query}`);
      expect((await ask('')).status).toBe(200);
      expect(codes(await ask('from=2025-01-01&to=2026-06-01'))).toEqual(['/interval TOO_MANY_POINTS']);
    });
  });

  it.each([
    ['a list of lists', { widgets: [[{ report: 'overview' }]] }, '/widgets'],
    ['a list instead of a filter', { widgets: [{ report: 'overview' }], filter: [] }, '/filter'],
    ['a list instead of a period', { widgets: [{ report: 'overview' }], period: [] }, '/period'],
    [
      'a list instead of a widget’s period',
      { widgets: [{ report: 'overview', period: [] }] },
      '/widgets/0/period',
    ],
  ])('are not saved as %s', async (_, content, pointer) => {
    expect(codes(await save(content))).toEqual([`${pointer} IS_OBJECT`]);
  });

  it.each([
    ['put', '/targets', { targets: [[{}]] }, '/targets'],
    ['post', '/pipelines', { name: 'x', stages: [[{ name: 'a' }]] }, '/stages'],
    [
      'post',
      '/roles',
      { key: 'NESTED', name: 'x', permissions: [permissionList({ 'client:read': 'own' })] },
      '/permissions',
    ],
  ] as const)('nor is a list of lists taken elsewhere: %s %s', async (method, path, body, pointer) => {
    const answer = await story.as(people.admin)[method](path).send(body);
    expect([answer.status, codes(answer)]).toEqual([400, [`${pointer} IS_OBJECT`]]);
  });

  describe('of a reader whose lists reach elsewhere', () => {
    const asRole = async (key: string, read: () => Promise<void>) => {
      const admin = story.as(people.admin);
      await admin.patch(`/users/${people.alma.id}`).send({ role: key }).expect(200);
      await read().finally(() => admin.patch(`/users/${people.alma.id}`).send({ role: 'AGENT' }));
    };
    const role = (key: string, table: Parameters<typeof permissionList>[0]) =>
      story
        .as(people.admin)
        .post('/roles')
        .send({ key, name: key, permissions: permissionList(table) })
        .expect(201);
    /** Every figure of visits and clients that opens: what it says beside what its list holds. */
    const opened = async (): Promise<string[]> => {
      const alma = story.as(people.alma);
      const wrong: string[] = [];
      const open = async (node: unknown): Promise<void> => {
        if (typeof node !== 'object' || node === null) return;
        const { drillDown, count, numerator, value } = node as Record<string, number | string | undefined>;
        if (typeof drillDown === 'string') {
          const { status, body } = await alma.get(`${drillDown}&count=exact&limit=1`);
          const says = count ?? numerator ?? value;
          if (status !== 200 || body.total !== says)
            wrong.push(`${drillDown}: ${says}, lists ${body.total} (${status})`);
        }
        for (const inner of Object.values(node)) await open(inner);
      };
      for (const report of ['overview', 'visits', 'leads', 'journey'])
        await open((await alma.get(`/analytics/${report}?${YEAR}`).expect(200)).body);
      return wrong;
    };

    it('open to the rows that they count, where everybody’s may be listed', async () => {
      await role('OWN_FIGURES', { 'analytics:read': 'own', 'client:read': 'all', 'visit:read': 'all' });
      await role('TEAM_FIGURES', { 'analytics:read': 'team', 'client:read': 'all', 'visit:read': 'all' });
      for (const key of ['OWN_FIGURES', 'TEAM_FIGURES'])
        await asRole(key, async () => expect(await opened()).toEqual([]));
    });

    it('open to nothing where none may be listed', async () => {
      await role('FIGURES_ALONE', { 'analytics:read': 'all' });
      await asRole('FIGURES_ALONE', async () => {
        expect(await opened()).toEqual([]);
        const { body } = await story.as(people.alma).get(`/analytics/overview?${YEAR}`);
        expect(body.kpis.visitsPlanned).toEqual({ key: 'visitsPlanned', unit: 'count', value: 3 });
      });
    });
  });
});
