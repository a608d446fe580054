import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { Housekeeping } from '#app/platform/housekeeping/index.js';
import { dryRun, importFile, restsIn } from '../factories/import.ts';
import { savedByExcel } from '../support/excel.ts';
import { startStory, type Story } from '../support/story.ts';

const CLIENTS = { type: 'clients' } as const;
const BAD: Readonly<Record<number, string>> = {
  4: 'Bar Cinque;00743110158;00184;centro',
  9: ';;20121;"=1+1"',
  15: 'Bar Sedici;;20121;"due; note"',
};
/** Twenty clients without a key below a title, three of them with a fault: a P.IVA, no name, a cell too many. */
const FILE = `Elenco clienti;;;\nRagione sociale;P.IVA;CAP;Nota interna\n${Array.from(
  { length: 20 },
  (_, at) => `${BAD[at] ?? `Bar ${at};;20121;`}${at === 15 ? ';in più' : ''}`,
).join('\n')}\n`;

describe('the rows that stayed out of an import', () => {
  let story: Story;
  let id: string;
  beforeAll(async () => {
    story = await startStory();
    ({ id } = await importFile(story, story.people.anna, FILE, CLIENTS));
  });
  afterAll(() => story.end());

  const anna = () => story.as(story.people.anna);
  const answer = (importId: string, query = '') => anna().get(`/imports/${importId}/failed-rows.csv${query}`);
  const rowsOf = (text: string): string[][] =>
    parse(text, { delimiter: ';', bom: true, relax_column_count: true });
  const failed = async (importId: string, query = '') => rowsOf((await answer(importId, query)).text);
  const written = () => story.prisma.client.count({ where: { deletedAt: null } });
  /** Somebody else was quicker with a code. */
  const taken = (externalId: string) =>
    story.prisma.client.create({ data: { name: 'Più svelto', externalId, ownerId: story.people.beppe.id } });
  const asFile = (rows: readonly (readonly string[])[]) =>
    rows.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';')).join('\r\n');

  it('come back in their own columns, behind their number and what is wrong', async () => {
    const { status, headers } = await answer(id);
    expect(status).toBe(200);
    expect(headers['content-disposition']).toBe('attachment; filename="clienti-da-correggere.csv"');
    expect(await failed(id)).toEqual([
      ['NEXUS: riga', 'NEXUS: da correggere', 'Ragione sociale', 'P.IVA', 'CAP', 'Nota interna'],
      [
        '7',
        expect.stringMatching(/^P\.IVA: Partita IVA non valida/),
        'Bar Cinque',
        "'00743110158",
        "'00184",
        'centro',
      ],
      ['12', 'Ragione sociale: Questa cella non può essere vuota.', '', '', '20121', "'=1+1"],
      ['18', expect.stringContaining('più celle'), 'Bar Sedici', '', '20121', 'due; note', 'in più'],
    ]);
  });

  it('say what is wrong in English to whoever asks for that, and in no third language', async () => {
    const [header, first] = await failed(id, '?language=en');
    expect(header?.slice(0, 2)).toEqual(['NEXUS: row', 'NEXUS: to be mended']);
    expect(first?.[1]).toMatch(/^P\.IVA: .*check digit/i);
    expect((await answer(id, '?language=de')).status).toBe(400);
  });

  it('are mended there and sent again alone: no client is doubled, and what is not mended comes back once more', async () => {
    expect(await written()).toBe(17);
    const [header = [], vat = [], name = [], more = []] = await failed(id);
    vat[3] = '00743110157';
    name[2] = 'Bar Dieci';
    const again = await importFile(story, story.people.anna, asFile([header, vat, name, more]), CLIENTS);
    expect(again).toMatchObject({ total: 3, created: 2, failed: 1, ignored: ['Nota interna'] });
    expect(again.mapping).toEqual({ name: 'Ragione sociale', vatNumber: 'P.IVA', postalCode: 'CAP' });
    expect(await written()).toBe(19);
    expect(await failed(again.id)).toEqual([
      header,
      ['4', expect.stringContaining('più celle'), 'Bar Sedici', '', '20121', 'due; note', 'in più'],
    ]);
  });

  it('keep their zeros through Excel, where they are mended by a double click', async () => {
    const csv = 'Codice;Ragione sociale;CAP\n00013;Tredici;2012\n="00014";Quattordici;1\n';
    const { id: other } = await dryRun(story, story.people.anna, csv, CLIENTS);
    const { text } = await answer(other);
    expect(rowsOf(text).map(([, , code]) => code)).toEqual(['Codice', "'00014"]);
    const saved = savedByExcel(text.replace('Quattordici;1', 'Quattordici;20121'));
    expect(await importFile(story, story.people.anna, saved, CLIENTS)).toMatchObject({
      created: 1,
      failed: 0,
    });
    expect(await story.prisma.client.findFirst({ where: { name: 'Quattordici' } })).toMatchObject({
      externalId: '00014',
    });
  });

  it('are no rows any more when somebody emptied them but for the columns that were added', async () => {
    const [header = [], vat = []] = await failed(id);
    const emptied = [header, ['7', 'P.IVA: …', '', '', '', ''], [...vat.slice(0, 3), '', '20121', '']];
    expect(await dryRun(story, story.people.anna, asFile(emptied), CLIENTS)).toMatchObject({
      total: 1,
      created: 1,
      failed: 0,
    });
  });

  it('are there before the commit too, and what only the commit refused is among them', async () => {
    const csv = 'Codice;Ragione sociale;CAP\nA;Uno;20121\nB;Due;1\nC;Tre;20121\nC;Quattro;20121\n';
    const dry = await dryRun(story, story.people.anna, csv, CLIENTS);
    const names = async () => (await failed(dry.id)).slice(1).map(([row, , , name]) => [row, name]);
    expect(await names()).toEqual([
      ['3', 'Due'],
      ['5', 'Quattro'],
    ]);
    await taken('A');
    await anna().post(`/imports/${dry.id}/commit`);
    await restsIn(story, story.people.anna, dry.id, 'COMMITTED');
    expect(await names()).toEqual([
      ['2', 'Uno'],
      ['3', 'Due'],
      ['5', 'Quattro'],
    ]);
    expect(await story.prisma.importChunk.count({ where: { importId: dry.id } })).toBe(0);
  });

  it('stay after the import was taken back, and what a revert left as it was is none of them', async () => {
    const { id: other } = await importFile(
      story,
      story.people.anna,
      'Nome;CAP\nTolto;20121\nToccato;20121\nMale;1\n',
      CLIENTS,
    );
    const client = await story.prisma.client.findFirstOrThrow({ where: { name: 'Toccato' } });
    await anna().patch(`/clients/${client.id}`).set('If-Match', '"1"').send({ city: 'Como' });
    await anna().post(`/imports/${other}/revert`).send({ keepTouched: true });
    expect(await restsIn(story, story.people.anna, other, 'REVERTED')).toMatchObject({ kept: 1 });
    expect((await failed(other)).slice(1).map(([row, , name]) => [row, name])).toEqual([['4', 'Male']]);
  });

  it('of deals come back in the same way', async () => {
    await story.prisma.salesPipeline.create({
      data: {
        name: 'Vendita',
        isDefault: true,
        stages: { create: [{ name: 'Contatto', position: 1, probability: 10, kind: 'OPEN' }] },
      },
    });
    const csv = 'Trattativa;Importo\nBuona;10\nDubbia;1,234\n';
    const { id: deals } = await importFile(story, story.people.anna, csv, { type: 'opportunities' });
    const [header = [], dubious = []] = await failed(deals);
    expect(dubious).toEqual(['3', expect.stringMatching(/^Importo: /), 'Dubbia', '1,234']);
    dubious[3] = '1234';
    expect(
      await importFile(story, story.people.anna, asFile([header, dubious]), { type: 'opportunities' }),
    ).toMatchObject({ created: 1, failed: 0 });
    expect(await story.prisma.opportunity.count()).toBe(2);
  });

  it('are told by their number alone when the file was gone before the commit refused them', async () => {
    const { id: late } = await dryRun(story, story.people.anna, 'Codice;Nome\nZ;Zeta\n', CLIENTS);
    await story.prisma.importChunk.deleteMany({ where: { importId: late } });
    await taken('Z');
    await anna().post(`/imports/${late}/commit`);
    await restsIn(story, story.people.anna, late, 'COMMITTED');
    expect((await failed(late)).slice(1)).toEqual([['2', expect.any(String)]]);
  });

  it('go after thirty days, as all that nobody wrote', async () => {
    await story.prisma.import.updateMany({ data: { committedAt: new Date(Date.now() - 31 * 86_400_000) } });
    await story.app.get(Housekeeping).tick();
    expect(await failed(id)).toHaveLength(1);
    expect(await story.prisma.importRow.count({ where: { importId: id, status: 'INVALID' } })).toBe(0);
  });
});
