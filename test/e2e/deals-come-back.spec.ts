import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { createClient } from '../factories/client.ts';
import { createCustomField } from '../factories/custom-field.ts';
import { errorsOf, importFile } from '../factories/import.ts';
import { createOpportunity } from '../factories/opportunity.ts';
import { createPipeline, type MadePipeline } from '../factories/pipeline.ts';
import { savedByExcel } from '../support/excel.ts';
import { startStory, type Story } from '../support/story.ts';

const FIELDS = [
  { key: 'litres', type: 'NUMBER', resource: 'opportunities' },
  { key: 'colour', type: 'TEXT', resource: 'opportunities' },
  { key: 'since', type: 'DATE', resource: 'opportunities' },
] as const;
const CLIENTS = [
  { name: 'Svapo Città', vatNumber: '00743110157' },
  { name: 'Bar Sport' },
  { name: '=Formula; "srl"' },
  { name: 'Fumeria' },
] as const;
/** Ids and names of one database, and what is counted there. */
const OF_ITS_DATABASE = new Set([
  'createdById',
  'updatedById',
  'lastActivityAt',

  'id',
  'clientId',
  'pipelineId',
  'stageId',
  'ownerId',
  'version',
  'updatedAt',
]);

describe('an export of opportunities', () => {
  let here: Story;
  let there: Story;
  let ids: Record<string, string>;
  const pipelines = new Map<Story, MadePipeline>();
  beforeAll(async () => {
    [here, there] = [await startStory(), await startStory()];
    for (const story of [here, there]) {
      pipelines.set(story, await createPipeline(story));
      for (const { key, ...field } of FIELDS) await createCustomField(story, key, field);
      for (const client of CLIENTS) await createClient(story, story.people.aldo, client);
      await story.prisma.client.updateMany({ where: { name: 'Bar Sport' }, data: { externalId: '0042' } });
    }
    ids = await makeDeals(here);
  });
  afterAll(async () => {
    await here.end();
    await there.end();
  });

  async function makeDeals(story: Story): Promise<Record<string, string>> {
    const { aldo, alma } = story.people;
    const stage = (name: string) => pipelines.get(story)?.stage(name) ?? '';
    const clients = await story.prisma.client.findMany();
    const clientId = (name: string) => clients.find((client) => client.name === name)?.id;
    const made = async (title: string, fields: Record<string, unknown>, owner = aldo) =>
      (await createOpportunity(story, owner, { title, ...fields })).id;
    const move = (id: string, body: object) =>
      story.as(aldo).post(`/opportunities/${id}/move`).send(body).expect(200);
    const formula = await made('=HYPERLINK("http://evil.test";"click")', {
      ...{
        clientId: clientId('=Formula; "srl"'),
        amount: '1234.5',
        source: '-fiera',
        expectedCloseDate: '2027-03-31',
      },
      custom: { litres: 1e21, colour: '+39; "rosso"', since: '2026-03-01' },
    });
    const sure = await made(
      'A mano',
      { stageId: stage('Offer'), probability: 65, custom: { litres: 1.5e-7 } },
      alma,
    );
    const same = await made('A mano come la fase', { stageId: stage('Offer'), probability: 40 });
    const won = await made('Vinta', { clientId: clientId('Svapo Città'), amount: '0.10' });
    await move(won, { stageId: stage('Won'), wonReason: 'SERVICE', wonNote: 'due\nrighe' });
    const lost = await made('Persa', { clientId: clientId('Bar Sport'), custom: { litres: -1234.567 } });
    const why = { lostReason: 'COMPETITOR', lostNote: '=per poco', competitor: 'Fumo SpA' };
    await move(lost, { stageId: stage('Lost'), ...why });
    await story.prisma.opportunity.update({ where: { id: lost }, data: { externalId: '000123' } });
    const plain = await made('Fumeria', { clientId: clientId('Fumeria') });
    return { formula, sure, same, won, lost, plain };
  }

  const file = async (story: Story, query = '') =>
    (await story.as(story.people.anna).get(`/opportunities/export.csv?sort=createdAt${query}`).expect(200))
      .text;
  const rows = (csv: string, delimiter = ',') =>
    parse<Record<string, string>>(csv, { columns: true, delimiter, bom: true });
  const ours = (fields: object) =>
    Object.fromEntries(Object.entries(fields).filter(([field]) => !OF_ITS_DATABASE.has(field)));
  const deals = async (story: Story) => {
    const { body } = await story.as(story.people.anna).get('/opportunities?sort=createdAt&limit=100');
    return (body.items as object[]).map(ours);
  };

  it('comes back whole in another database: amounts, dates, reasons, probabilities, custom fields, clients and owners', async () => {
    const csv = await file(here);
    const state = await importFile(there, there.people.anna, csv, { type: 'opportunities' });
    expect(await errorsOf(there, there.people.anna, state.id)).toEqual([]);
    expect(state).toMatchObject({ created: 6, failed: 0, warned: 0 });
    expect(await deals(there)).toEqual(await deals(here));
    expect(rows(await file(there)).map(ours)).toEqual(rows(csv).map(ours));
  });

  it('reads well: names beside what an import needs, numbers with all their digits, no formulas', async () => {
    const [first, ...others] = rows(await file(here));
    expect(first).toMatchObject({
      ...{ title: `'=HYPERLINK("http://evil.test";"click")`, client: `'=Formula; "srl"`, source: "'-fiera" },
      ...{
        owner: 'aldo@example.test',
        ownerName: 'Aldo',
        pipeline: 'Vape shops',
        stage: 'New',
        status: 'OPEN',
      },
      ...{ amount: '1234.50', expectedCloseDate: '2027-03-31', 'custom.litres': '1000000000000000000000' },
    });
    const [sure, same, won, lost, plain] = others;
    expect(sure).toMatchObject({ client: '', probability: '65', 'custom.litres': '0,00000015' });
    expect(same).toMatchObject({ probability: '40', probabilityOverridden: 'true' });
    expect(won).toMatchObject({ client: '00743110157', clientName: 'Svapo Città', wonNote: 'due\nrighe' });
    expect(lost).toMatchObject({ client: '0042', externalId: '000123', lostNote: "'=per poco" });
    expect(plain).toMatchObject({ client: 'Fumeria' });
  });

  it('changes nothing where it came from, and what is edited in it finds its opportunity by the id', async () => {
    const form = { type: 'opportunities', key: 'id' } as const;
    const csv = await file(here);
    const again = await importFile(here, here.people.anna, csv, form);
    expect(await errorsOf(here, here.people.anna, again.id)).toEqual([]);
    expect(again).toMatchObject({ skipped: 6, updated: 0, created: 0, failed: 0 });

    const excel = await file(here, '&format=excel');
    expect(excel.startsWith('\ufeffid;externalId;title;')).toBe(true);
    expect(rows(excel, ';')[0]).toMatchObject({ amount: '1234,50' });
    expect(await importFile(here, here.people.anna, excel, form)).toMatchObject({ skipped: 6, failed: 0 });
    const saved = savedByExcel(excel);
    const afterExcel = { skipped: 6, updated: 0, failed: 0, warned: 0 };
    expect(await importFile(here, here.people.anna, saved, form)).toMatchObject(afterExcel);
    const bare = `id;title;externalId\n${ids['lost']};Persa;123\n`;
    expect(await importFile(here, here.people.anna, bare, form)).toMatchObject({ skipped: 1, warned: 1 });

    const edited = excel.replace('1234,50', '1.500,00');
    expect(await importFile(here, here.people.anna, edited, form)).toMatchObject({ skipped: 5, updated: 1 });
    expect((await here.as(here.people.anna).get(`/opportunities/${ids['formula']}`)).body.amount).toBe(
      '1500.00',
    );
    const stranger = await importFile(there, there.people.anna, csv, form);
    expect(stranger).toMatchObject({ created: 0, updated: 0, failed: 6 });
  });

  it('for Excel tells moments by the clock in Rome, as Excel reads them, and comes back from there', async () => {
    const [won = '', lost = ''] = [ids['won'], ids['lost']];
    const at = (id: string, createdAt: string, closedAt: string) =>
      here.prisma.opportunity.update({ where: { id }, data: { createdAt, closedAt } });
    // Another day in Rome than in UTC; and the hour that comes twice there.
    await at(won, '2026-07-01T21:59:59.001Z', '2026-11-24T23:36:01.923Z');
    await at(lost, '2026-10-25T00:10:00.000Z', '2026-10-25T01:20:00.500Z');
    const excel = await file(here, '&format=excel');
    const moments = Object.fromEntries(
      rows(excel, ';').map(({ id = '', createdAt, closedAt }) => [id, [createdAt, closedAt]]),
    );
    expect(moments[won]).toEqual(['2026-07-01 23:59:59', '2026-11-25 00:36:01']);
    expect(moments[lost]).toEqual(['2026-10-25 02:10:00', '2026-10-25T02:20:00+01:00']);
    expect(excel).not.toMatch(/\dZ/);
    expect(await file(here)).toContain(',2026-11-24T23:36:01.923Z,');

    const form = { type: 'opportunities', key: 'id' } as const;
    for (const sent of [excel, savedByExcel(excel)]) {
      const state = await importFile(here, here.people.anna, sent, form);
      expect(await errorsOf(here, here.people.anna, state.id)).toEqual([]);
      expect(state).toMatchObject({ skipped: 6, updated: 0, failed: 0, warned: 0 });
    }
    await there.prisma.opportunity.deleteMany();
    const first = { type: 'opportunities' } as const;
    expect(await importFile(there, there.people.anna, excel, first)).toMatchObject({ created: 6, failed: 0 });
    expect(rows(await file(there, '&format=excel'), ';').map(ours)).toEqual(rows(excel, ';').map(ours));
  });

  it('names a client by the id where two are called alike', async () => {
    await createClient(here, here.people.alma, { name: 'FUMERIA' });
    const line = rows(await file(here, '&q=fumeria'))[0];
    expect(line?.['client']).toBe(await clientOf(ids['plain']));
    expect(line?.['clientName']).toBe('Fumeria');
    const form = { type: 'opportunities', key: 'id' } as const;
    expect(await importFile(here, here.people.anna, await file(here), form)).toMatchObject({ skipped: 6 });
  });
  const clientOf = async (id = '') =>
    (await here.as(here.people.anna).get(`/opportunities/${id}`)).body.clientId as string;
});
