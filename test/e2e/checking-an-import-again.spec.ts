import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Housekeeping } from '#app/platform/housekeeping/index.js';
import { dryRun, errorsOf, importFile, restsIn } from '../factories/import.ts';
import { startStory, type Story } from '../support/story.ts';

const CLIENTS = { type: 'clients' } as const;

describe('a file that was read in the wrong way', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
  });
  afterEach(async () => {
    await story.prisma.client.deleteMany();
  });
  afterAll(() => story.end());

  const anna = () => story.as(story.people.anna);
  const dry = (csv: string) => dryRun(story, story.people.anna, csv, CLIENTS);
  const again = async (id: string, body: object) => {
    const { status } = await anna().post(`/imports/${id}/check`).send(body);
    expect(status).toBe(202);
    return restsIn(story, story.people.anna, id, 'READY', 'FAILED');
  };

  it('is checked again with its guessed mapping corrected, without being sent again', async () => {
    const first = await dry('Nome;Insegna;Città\nMario Rossi;Bar Sport;Bari\n');
    expect(first).toMatchObject({ status: 'READY', mappingGuessed: true, mapping: { name: 'Insegna' } });
    const second = await again(first.id, { mapping: { ...first.mapping, name: 'Nome' } });
    expect(second).toMatchObject({ status: 'READY', mappingGuessed: false, created: 1 });
    await anna().post(`/imports/${first.id}/commit`);
    await restsIn(story, story.people.anna, first.id, 'COMMITTED');
    expect(await story.prisma.client.findMany()).toMatchObject([{ name: 'Mario Rossi', city: 'Bari' }]);
    expect(await story.prisma.importChunk.count()).toBe(0);
  });

  it('is saved from a failed dry run, whose reason goes', async () => {
    const first = await dry('Chi;Dove\nBar Sport;Bari\n');
    expect([first.status, first.failure]).toEqual([
      'FAILED',
      expect.stringContaining('No column brings name'),
    ]);
    expect(first).toMatchObject({
      failureIt:
        'Manca la colonna per “Ragione sociale”. Il file ha: Chi, Dove. Scegli sotto, in “Colonne”, quale la contiene e ripeti la prova.',
    });
    const second = await again(first.id, { mapping: { name: 'Chi', city: 'Dove' } });
    expect(second).toMatchObject({ status: 'READY', created: 1, failed: 0, failure: null, failureIt: null });
    const third = await again(first.id, { mapping: {} });
    expect(third).toMatchObject({ status: 'FAILED', mappingGuessed: true });
  });

  it('is told column by column, with what stands in them and what they could bring', async () => {
    const { id } = await dry('Chi;Dove;;Chi lo segue\nBar Sport;-;x;Aldo\nTabacchi;Bari;y;Alma\n');
    const { status, body } = await anna().get(`/imports/${id}/columns`);
    expect(status).toBe(200);
    expect(body.columns).toEqual([
      { header: 'Chi', field: null, samples: ['Bar Sport', 'Tabacchi'] },
      { header: 'Dove', field: null, samples: ['Bari'] },
      { header: 'Chi lo segue', field: null, samples: ['Aldo', 'Alma'] },
    ]);
    expect(body.fields).toContainEqual({ field: 'name', label: expect.any(String), required: true });
    expect(body.keys).toEqual(expect.arrayContaining(['externalId', 'vatNumber', 'id']));
    await again(id, { mapping: { name: 'Chi' } });
    const mapped = await anna().get(`/imports/${id}/columns`);
    expect(mapped.body.columns[0]).toMatchObject({ header: 'Chi', field: 'name' });
    // An admin sees the import, but the cells are of who brought them.
    const { body: byAdmin } = await story.as(story.people.admin).get(`/imports/${id}/columns`);
    expect(byAdmin.columns[0]).toEqual({ header: 'Chi', field: 'name', samples: [] });
    await anna().post(`/imports/${id}/commit`);
    await restsIn(story, story.people.anna, id, 'COMMITTED');
    const gone = await anna().get(`/imports/${id}/columns`);
    expect([gone.status, gone.body.code]).toEqual([409, 'FILE_GONE']);
  });

  it('keeps what was recognised when only one column is missing', async () => {
    const csv = 'Nome;Citta\nBar Sport;Bari\n';
    const { id, status } = await dryRun(story, story.people.anna, csv, { ...CLIENTS, key: 'externalId' });
    expect(status).toBe('FAILED');
    const { body } = await anna().get(`/imports/${id}/columns`);
    expect(body.columns).toMatchObject([
      { header: 'Nome', field: 'name' },
      { header: 'Citta', field: 'city' },
    ]);
  });

  it('has no columns to tell when it can’t be read', async () => {
    const { id, status } = await dry('Nome;Note\n"mai chiusa;x\n');
    expect(status).toBe('FAILED');
    const told = await anna().get(`/imports/${id}/columns`);
    expect([told.status, told.body.code]).toEqual([409, 'FILE_UNREADABLE']);
    expect(told.body.detail).toContain('non viene mai chiusa');
  });

  it('tells what is wrong with one column, or of one kind', async () => {
    const { id } = await dry('Nome;Telefono;E-mail\nBar;boh;no\nTabacchi;boh;a@example.it\n');
    const about = async (query: string) => {
      const { body } = await anna().get(`/imports/${id}/errors?count=exact&${query}`);
      return [
        body.total,
        body.items.map(({ row, column }: { row: number; column: string }) => [row, column]),
      ];
    };
    expect(await about('column=Telefono')).toEqual([
      2,
      [
        [2, 'Telefono'],
        [3, 'Telefono'],
      ],
    ]);
    const [{ code = '' } = {}] = (await errorsOf(story, story.people.anna, id)).filter(
      ({ column }) => column === 'E-mail',
    );
    expect(await about(`code=${code}`)).toEqual([1, [[2, 'E-mail']]]);
    expect(await about('column=altro')).toEqual([0, []]);
  });

  it('keeps the key and the defaults of the upload, unless others are sent', async () => {
    const form = { ...CLIENTS, key: 'externalId', defaults: { source: 'fiera' } } as const;
    await importFile(story, story.people.anna, 'Codice;Nome\nA1;Bar\n', form);
    const csv = 'Codice;Nome;Insegna\nA1;Mario Rossi;Bar\n';
    const first = await dryRun(story, story.people.anna, csv, form);
    const mapping = { externalId: 'Codice', name: 'Nome' };
    expect(await again(first.id, { mapping })).toMatchObject({ key: 'externalId', created: 0, updated: 1 });
    expect(await again(first.id, { defaults: {} })).toMatchObject({ key: 'externalId', mapping, updated: 1 });
    expect(await again(first.id, { key: null })).toMatchObject({ key: null, mapping, failed: 1 });
  });

  it('keeps nothing of what the first reading found', async () => {
    const first = await dry('Nome;Telefono\nBar Uno;boh\nBar Due;02 1234567\n');
    expect(first).toMatchObject({ created: 1, failed: 1 });
    const second = await again(first.id, { mapping: { name: 'Nome' } });
    expect(second).toMatchObject({ total: 2, created: 2, failed: 0 });
    expect(await errorsOf(story, story.people.anna, first.id)).toEqual([]);
  });

  it('is not checked again once it is written, by others, in an odd way, or when the file is gone', async () => {
    const written = await importFile(story, story.people.anna, 'Nome\nBar\n', CLIENTS);
    const refusal = async (id: string, body: object, person = story.people.anna) => {
      const answer = await story.as(person).post(`/imports/${id}/check`).send(body);
      return [answer.status, answer.body.errors?.[0]?.code ?? answer.body.code];
    };
    expect(await refusal(written.id, {})).toEqual([409, 'IMPORT_NOT_CHECKABLE']);
    const { id } = await dry('Nome\nBar Due\n');
    expect(await refusal(id, {}, story.people.bruno)).toEqual([404, 'NOT_FOUND']);
    expect(await refusal(id, { mapping: { nome: 'Nome' } })).toEqual([400, 'UNKNOWN_FIELD']);
    expect(await refusal(id, { type: 'clients' })).toEqual([400, 'UNKNOWN_FIELD']);
    story.clock.setTo(new Date(Date.now() + 25 * 3_600_000).toISOString());
    await story.app.get(Housekeeping).tick();
    expect(await refusal(id, {})).toEqual([409, 'FILE_GONE']);
    story.clock.setTo(new Date().toISOString());
  });
});

describe('columns that are only guessed', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
  });
  afterAll(() => story.end());

  it('lose a word that they do not know, with a warning, where a named one refuses the row', async () => {
    const csv = 'Nome;Canale\nBar Uno;tabacchi\nBar Due;edicola\n';
    const guessed = await dryRun(story, story.people.anna, csv, CLIENTS);
    expect(guessed).toMatchObject({ created: 2, failed: 0, warned: 1 });
    const { body } = await story.as(story.people.anna).get(`/imports/${guessed.id}/warnings`);
    expect(body.items).toMatchObject([
      {
        row: 3,
        column: 'Canale',
        code: 'CHOICE_LEFT_OUT',
        value: 'edicola',
        messageIt: expect.stringContaining('valori'),
      },
    ]);
    const mapping = { name: 'Nome', pointOfSaleType: 'Canale' };
    const named = await dryRun(story, story.people.anna, csv, { ...CLIENTS, mapping });
    expect(named).toMatchObject({ created: 1, failed: 1, warned: 0 });
  });

  it('count a warning no more once the row turns out to repeat another one', async () => {
    const csv = 'Nome;P.IVA;Canale\nBar Uno;00743110157;tabacchi\nBar Due;00743110157;edicola\n';
    const state = await dryRun(story, story.people.anna, csv, CLIENTS);
    expect(state).toMatchObject({ created: 1, failed: 1, warned: 0 });
  });

  it('do not take for a client what the program printed below its list', async () => {
    const csv = 'Codice;Nome\n1;Bar Uno\n;Stampato da Rossi il 27/11/2026\nPagina 1 di 1;\n';
    const state = await dryRun(story, story.people.anna, csv, CLIENTS);
    expect(state).toMatchObject({ total: 1, created: 1, failed: 0 });
    expect(state).toMatchObject({
      notices: [
        { code: 'IMPRINT_LEFT_OUT', it: 'Righe di stampa tralasciate: 3, 4.' },
        { code: 'NEW_ROWS_BECOME' },
      ],
    });
  });
});
