import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { dryRun, errorsOf, importFile, restsIn, sendFile } from '../factories/import.ts';
import { startStory, type Story } from '../support/story.ts';

describe('importing clients', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
  });
  afterAll(() => story.end());
  afterEach(async () => {
    await story.prisma.client.deleteMany();
    await story.prisma.importChunk.deleteMany();
  });

  const names = async () =>
    (await story.prisma.client.findMany({ orderBy: { name: 'asc' } })).map(({ name }) => name);
  const asAnna = () => [story, story.people.anna] as const;

  it('looks first and writes nothing: the counts say what a commit would do', async () => {
    const state = await dryRun(
      ...asAnna(),
      'Ragione Sociale;Città\nBar Uno;Milano\nBar Due;Roma\n;Napoli\n',
      { type: 'clients' },
    );
    expect(state).toMatchObject({
      status: 'READY',
      total: 3,
      created: 2,
      updated: 0,
      skipped: 0,
      failed: 1,
      separator: ';',
      encoding: 'utf8',
    });
    expect(state.mapping).toEqual({ name: 'Ragione Sociale', city: 'Città' });
    expect(await names()).toEqual([]);
  });

  it('writes the valid rows on commit, journal included, and leaves the invalid out', async () => {
    const csv =
      'Ragione Sociale;P.IVA;CAP;Prov;Telefono;Agente;Tag\nTabacchi Rossi;IT 00743110157;00184;rm;06 1234567;Aldo;tabacchi, centro\nSbagliata;00743110158;1;ZZ;12;Nessuno;\n';
    const { id, ...state } = await importFile(...asAnna(), csv, { type: 'clients' });
    expect(state).toMatchObject({ status: 'COMMITTED', total: 2, created: 1, failed: 1 });
    const [client] = await story.prisma.client.findMany();
    expect(client).toMatchObject({
      name: 'Tabacchi Rossi',
      vatNumber: '00743110157',
      postalCode: '00184',
      province: 'RM',
      phone: '+39061234567',
      country: 'IT',
      kind: 'COMPANY',
      lifecycle: 'LEAD',
      ownerId: story.people.aldo.id,
      createdById: story.people.anna.id,
      tags: ['tabacchi', 'centro'],
      version: 1,
    });
    expect(await story.prisma.journalEntry.findMany({ where: { entityId: client?.id } })).toMatchObject([
      {
        action: 'client.imported',
        actorId: story.people.anna.id,
        clientId: client?.id,
        ownerId: story.people.aldo.id,
        facts: { importId: id, row: 2 },
      },
    ]);
    expect(
      (await errorsOf(...asAnna(), id)).map(({ row, column, code, value }) => [row, column, code, value]),
    ).toEqual([
      [3, 'Agente', 'OWNER_UNKNOWN', 'Nessuno'],
      [3, 'P.IVA', 'VAT_NUMBER_INVALID', '00743110158'],
      [3, 'Prov', 'PROVINCE_UNKNOWN', 'ZZ'],
      [3, 'CAP', 'POSTAL_CODE_INVALID', '1'],
      [3, 'Telefono', 'PHONE_INVALID', '12'],
    ]);
  });

  it.each<[string, string | Buffer, string]>([
    ['UTF-8 with a byte order mark', '\ufeffNome;Città\nCaffè Perù;Forlì\n', 'utf8'],
    ['Windows-1252', Buffer.from('Nome,Città\n"Caffè Perù",Forlì\n', 'latin1'), 'win1252'],
    ['tabs', 'Nome\tCittà\r\nCaffè Perù\tForlì\r\n', 'utf8'],
    ['“Unicode text”', Buffer.from('\ufeffNome\tCittà\r\nCaffè Perù\tForlì\r\n', 'utf16le'), 'utf16le'],
    ['bars, told by Excel', 'sep=|\nNome|Città\nCaffè Perù|Forlì\n', 'utf8'],
    [
      'a line break in quotes, ragged and blank lines',
      'Nome;Città;Note\n\n"Caffè Perù";Forlì;"due\nrighe"\n;;\n',
      'utf8',
    ],
  ])('reads %s', async (_case, csv, encoding) => {
    expect(await importFile(...asAnna(), csv, { type: 'clients' })).toMatchObject({
      encoding,
      created: 1,
      failed: 0,
    });
    expect(await story.prisma.client.findMany()).toMatchObject([{ name: 'Caffè Perù', city: 'Forlì' }]);
  });

  it.each<[string, string, string | Buffer]>([
    ['a workbook', 'FILE_UNREADABLE', Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 1])],
    ['nothing at all', 'FILE_EMPTY', ''],
  ])('refuses %s at once', async (_case, code, file) => {
    const { status, body } = await sendFile(...asAnna(), file, { type: 'clients' });
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ pointer: '/file', code }]);
    expect(await story.prisma.importChunk.count()).toBe(0);
  });

  it.each<[string, string, RegExp, Record<string, string> | undefined]>([
    [
      'without a column for the name',
      'Città;CAP\nMilano;20121\n',
      /No column brings name.*Città, CAP/,
      undefined,
    ],
    ['when a named column is not there', 'Nome\nBar\n', /no column “Ditta”/, { name: 'Ditta' }],
    [
      'when a named column is there twice',
      'Nome;Nome\nBar;Bar\n',
      /more than one column “Nome”/,
      { name: 'Nome' },
    ],
    ['with a header only', 'Nome;Città\n', /nothing below/, undefined],
    ['with a quote left open', 'Nome;Città\n"Bar;Milano\n', /never closed/, undefined],
  ])('fails with a clear word %s', async (_case, csv, failure, mapping) => {
    const state = await dryRun(...asAnna(), csv, { type: 'clients', mapping });
    expect(state.status).toBe('FAILED');
    expect(state.failure).toMatch(failure);
    expect((await story.as(story.people.anna).post(`/imports/${state.id}/commit`)).body).toMatchObject({
      status: 409,
      code: 'IMPORT_NOT_READY',
    });
  });

  it('refuses a form that makes no sense, naming each field', async () => {
    const pointers = async (form: object) => {
      const { status, body } = await sendFile(...asAnna(), 'Nome\nBar\n', form as never);
      expect(status).toBe(400);
      return (body.errors as { pointer: string }[]).map(({ pointer }) => pointer);
    };
    expect(await pointers({ type: 'visits' })).toEqual(['/type']);
    expect(await pointers({})).toEqual(['/type']);
    expect(await pointers({ type: 'clients', colour: 'red' })).toEqual(['/colour']);
    expect(await pointers({ type: 'clients', mapping: '{' })).toEqual(['/mapping']);
    expect(await pointers({ type: 'clients', mapping: { nome: 'Nome' } })).toEqual(['/mapping/nome']);
    expect(await pointers({ type: 'opportunities', key: 'vatNumber' })).toEqual(['/key']);
    expect(await pointers({ type: 'opportunities', defaults: { lostReason: 'boh' } })).toEqual([
      '/defaults/lostReason',
    ]);
    const { status, body } = await story.as(story.people.anna).post('/imports').field('type', 'clients');
    expect([status, body.errors[0].code]).toEqual([400, 'FILE_MISSING']);
    expect((await story.as(story.people.anna).post('/imports').send({ type: 'clients' })).status).toBe(415);
    expect(await story.prisma.importChunk.count()).toBe(0);
  });

  it('brings nothing twice: a second run of the same file skips what is the same and updates what changed', async () => {
    const file = (city: string) => `Codice;Nome;Città;Tag\nA1;Bar Uno;${city};x\nA2;Bar Due;Roma;\n`;
    const form = { type: 'clients', key: 'externalId', defaults: { source: 'fiera' } } as const;
    expect(await importFile(...asAnna(), file('Milano'), form)).toMatchObject({ created: 2 });
    expect(await importFile(...asAnna(), file('Milano'), form)).toMatchObject({
      created: 0,
      updated: 0,
      skipped: 2,
    });
    await story.prisma.client.updateMany({ data: { source: 'web' } });
    expect(await dryRun(...asAnna(), file('Monza'), form)).toMatchObject({
      created: 0,
      updated: 1,
      skipped: 1,
    });
    expect(await importFile(...asAnna(), file('Monza'), form)).toMatchObject({
      created: 0,
      updated: 1,
      skipped: 1,
    });
    const [first] = await story.prisma.client.findMany({ orderBy: { name: 'desc' } });
    expect(first).toMatchObject({ name: 'Bar Uno', city: 'Monza', source: 'web', version: 2, tags: ['x'] });
    const [last] = await story.prisma.journalEntry.findMany({
      where: { entityId: first?.id },
      orderBy: { id: 'desc' },
      take: 1,
    });
    expect(last).toMatchObject({
      action: 'client.updated',
      facts: { city: { from: 'Milano', to: 'Monza' } },
    });
  });

  it('judges a row by the country of the client that it changes', async () => {
    const abroad = { name: 'Berliner Dampf', externalId: 'D1', country: 'DE', vatNumber: 'DE136695976' };
    const { id } = await story.prisma.client.create({ data: { ...abroad, ownerId: story.people.alma.id } });
    for (const [key, file] of [
      ['externalId', 'Codice;Nome;P.IVA;CAP;Telefono\nD1;Berliner Dampf;136695976;1011;030 901820\n'],
      ['vatNumber', 'Nome;P.IVA;CAP;Città\nBerliner Dampf;DE 136695976;1011;Berlin\n'],
    ] as const)
      expect(await importFile(...asAnna(), file, { type: 'clients', key })).toMatchObject({
        updated: 1,
        failed: 0,
      });
    expect(await story.prisma.client.findMany()).toMatchObject([
      { ...abroad, id, version: 3, phone: '+4930901820', postalCode: '1011', city: 'Berlin' },
    ]);
  });

  it('lets nobody move abroad with an Italian P.IVA, nor when the client moved after the dry run', async () => {
    const data = { name: 'Bar', externalId: 'I1', vatNumber: '00743110157', ownerId: story.people.alma.id };
    await story.prisma.client.create({ data });
    const form = { type: 'clients', key: 'externalId' } as const;
    const moved = await dryRun(...asAnna(), 'Codice;Nome;Nazione\nI1;Bar;DE\n', form);
    expect(moved).toMatchObject({ updated: 0, failed: 1 });
    expect(await errorsOf(...asAnna(), moved.id)).toMatchObject([{ row: 2, code: 'VAT_NUMBER_INVALID' }]);

    const { id, updated } = await dryRun(...asAnna(), 'Codice;Nome;Nazione\nI1;Bar Uno;IT\n', form);
    expect(updated).toBe(1);
    await story.prisma.client.updateMany({ data: { country: 'DE', vatNumber: 'DE136695976' } });
    await story.as(story.people.anna).post(`/imports/${id}/commit`);
    expect(await restsIn(...asAnna(), id, 'COMMITTED', 'FAILED')).toMatchObject({
      status: 'COMMITTED',
      failed: 1,
    });
    expect(await names()).toEqual(['Bar']);
  });

  it('refuses a P.IVA or key that is there already, in the file or in the registry', async () => {
    await importFile(...asAnna(), 'Nome;P.IVA\nPrima;00743110157\n', { type: 'clients' });
    const { id, created, failed } = await importFile(
      ...asAnna(),
      'Nome;P.IVA;Codice\nAltra;00743110157;K\nB;12345678903;K\nC;12345678903;L\nD;;K\n',
      { type: 'clients' },
    );
    expect({ created, failed }).toEqual({ created: 1, failed: 3 });
    const errors = await errorsOf(...asAnna(), id);
    expect(errors.map(({ row, code }) => [row, code])).toEqual([
      [2, 'VAT_NUMBER_TAKEN'],
      [3, 'REPEATED_IN_FILE'],
      [5, 'REPEATED_IN_FILE'],
    ]);
    // Whoever sends a file again is told how its rows would find what is there.
    expect(errors[0]?.messageIt).toContain('scegli “Dalla partita IVA”: la riga lo aggiornerà.');
  });

  it('marks only the row that loses a race for its P.IVA between dry run and commit', async () => {
    const state = await dryRun(...asAnna(), 'Nome;P.IVA\nPrima;00743110157\nSeconda;12345678903\n', {
      type: 'clients',
    });
    expect(state).toMatchObject({ created: 2, failed: 0 });
    await story.prisma.client.create({
      data: { name: 'Più svelto', vatNumber: '00743110157', ownerId: story.people.beppe.id },
    });
    await story.as(story.people.anna).post(`/imports/${state.id}/commit`);
    expect(await restsIn(...asAnna(), state.id, 'COMMITTED', 'FAILED')).toMatchObject({
      status: 'COMMITTED',
      created: 1,
      failed: 1,
    });
    expect(await errorsOf(...asAnna(), state.id)).toMatchObject([
      { row: 2, column: 'P.IVA', code: 'VAT_NUMBER_TAKEN' },
    ]);
    expect(await names()).toEqual(['Più svelto', 'Seconda']);
  });

  it('sets aside the one row that a constraint of the database refuses, and writes the others', async () => {
    await story.prisma
      .$executeRaw`ALTER TABLE clients ADD CONSTRAINT no_such_bar CHECK (name <> 'Bar Vietato')`;
    const csv = `Nome\nBar Prima\nBar Vietato\n${Array.from({ length: 20 }, (_, index) => `Bar ${index}`).join('\n')}\n`;
    const state = await importFile(...asAnna(), csv, { type: 'clients' });
    await story.prisma.$executeRaw`ALTER TABLE clients DROP CONSTRAINT no_such_bar`;
    expect(state).toMatchObject({ status: 'COMMITTED', created: 21, failed: 1 });
    expect(await errorsOf(...asAnna(), state.id)).toMatchObject([
      { row: 3, code: 'REFUSED_BY_DATABASE', messageIt: 'Il database non accetta questa riga.' },
    ]);
    expect(await names()).toHaveLength(21);
  });

  it('a manager can’t import for another team, nor change its clients by their key', async () => {
    const { bruno, beppe } = story.people;
    await importFile(story, bruno, 'Codice;Nome;Agente\nS1;Del Sud;beppe@example.test\n', {
      type: 'clients',
    });
    const state = await importFile(
      ...asAnna(),
      'Codice;Nome;Agente\nS1;Preso;\nN1;Nuovo;Beppe\nN2;Buono;Alma\n',
      { type: 'clients', key: 'externalId' },
    );
    expect(state).toMatchObject({ created: 1, updated: 0, failed: 2 });
    expect((await errorsOf(...asAnna(), state.id)).map(({ row, code }) => [row, code])).toEqual([
      [2, 'NOT_YOURS'],
      [3, 'OWNER_UNKNOWN'],
    ]);
    expect(await story.prisma.client.findMany({ where: { ownerId: beppe.id } })).toMatchObject([
      { name: 'Del Sud', version: 1 },
    ]);
  });

  it('is seen by who brought it and by the admin; to others it does not exist, and agents bring nothing', async () => {
    const { admin, anna, bruno, aldo, analyst } = story.people;
    const { id } = await dryRun(...asAnna(), 'Nome\nBar\n', { type: 'clients' });
    for (const [person, status] of [
      [anna, 200],
      [admin, 200],
      [bruno, 404],
      [aldo, 403],
      [analyst, 403],
    ] as const) {
      expect((await story.as(person).get(`/imports/${id}`)).status).toBe(status);
      expect((await story.as(person).get(`/imports/${id}/errors`)).status).toBe(status);
      expect((await story.as(person).get(`/imports/${id}/errors.csv`)).status).toBe(status);
    }
    expect((await story.as(bruno).post(`/imports/${id}/commit`)).status).toBe(404);
    expect((await sendFile(story, aldo, 'Nome\nBar\n', { type: 'clients' })).status).toBe(403);
    expect((await story.anonymous.post('/imports').attach('file', Buffer.from('x'), 'a.csv')).status).toBe(
      401,
    );
    const ids = async (person: typeof anna) =>
      ((await story.as(person).get('/imports?limit=100')).body.items as { id: string }[]).map(
        (item) => item.id,
      );
    expect(await ids(admin)).toContain(id);
    expect(await ids(anna)).toContain(id);
    expect(await ids(bruno)).not.toContain(id);
    expect(await story.prisma.import.findUnique({ where: { id } })).toMatchObject({ status: 'READY' });
  });

  it('is committed once, however often it is asked to', async () => {
    const { id } = await dryRun(...asAnna(), 'Nome\nBar\n', { type: 'clients' });
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => story.as(story.people.anna).post(`/imports/${id}/commit`)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409, 409]);
    await restsIn(...asAnna(), id, 'COMMITTED');
    expect(await names()).toEqual(['Bar']);
  });

  it('tells what is wrong page by page and as a spreadsheet that can do no harm', async () => {
    const bad = Array.from({ length: 7 }, (_, index) => `Bar ${index};=1+1@x`).join('\n');
    const { id, failed } = await dryRun(...asAnna(), `Nome;E-mail\nBar;a@b.it\n${bad}\n`, {
      type: 'clients',
    });
    expect(failed).toBe(7);
    const rows: number[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body } = await story
        .as(story.people.anna)
        .get(`/imports/${id}/errors?limit=3&count=exact${cursor && `&cursor=${cursor}`}`);
      expect(body.total).toBe(7);
      rows.push(...(body.items as { row: number }[]).map(({ row }) => row));
      cursor = body.nextCursor as string | null;
    }
    expect(rows).toEqual([3, 4, 5, 6, 7, 8, 9]);
    const { text, headers } = await story.as(story.people.anna).get(`/imports/${id}/errors.csv`);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(headers['content-disposition']).toBe('attachment; filename="clienti-errors.csv"');
    expect(text.split('\r\n')[1]).toMatch(/^3;E-mail;IS_EMAIL;'=1\+1@x;/);
  });

  it('a database error while that spreadsheet is read ends the answer, not the service', async () => {
    const { id } = await dryRun(...asAnna(), 'Nome;E-mail\nBar;x\n', { type: 'clients' });
    await story.prisma.$executeRaw`ALTER TABLE import_rows RENAME TO import_rows_away`;
    const { status } = await story.as(story.people.anna).get(`/imports/${id}/errors.csv`);
    await story.prisma.$executeRaw`ALTER TABLE import_rows_away RENAME TO import_rows`;
    expect(status).toBe(500);
    expect(await errorsOf(...asAnna(), id)).toHaveLength(1);
  });

  it('a file that is always too slow fails with a word, and the others go through', async () => {
    await story.prisma.$executeRaw`
      CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'canceling statement due to statement timeout' USING ERRCODE = '57014'; END $$`;
    await story.prisma.$executeRaw`
      CREATE TRIGGER dawdle BEFORE INSERT ON import_rows FOR EACH ROW
      WHEN (NEW.data -> 'fields' ->> 'name' = 'Lento') EXECUTE FUNCTION dawdle()`;
    const [slow, other] = await Promise.all([
      dryRun(...asAnna(), 'Nome\nLento\n', { type: 'clients' }),
      dryRun(...asAnna(), 'Nome\nSvelto\n', { type: 'clients' }),
    ]);
    await story.prisma.$executeRaw`DROP FUNCTION dawdle CASCADE`;
    expect(slow).toMatchObject({ status: 'FAILED', failure: expect.stringMatching(/too long/) });
    expect(other).toMatchObject({ status: 'READY', created: 1 });
  });
});
