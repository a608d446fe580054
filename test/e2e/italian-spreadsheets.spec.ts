import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import iconv from 'iconv-lite';
import { dryRun, errorsOf, importFile } from '../factories/import.ts';
import { startStory, type Story } from '../support/story.ts';

/** As a gestionale prints it: a title, a date, the header further down, totals at the end; saved by Excel in Italy. */
const GESTIONALE = Buffer.from(
  [
    'ROSSI DISTRIBUZIONE S.R.L.;;;;;;;;;;;',
    'Elenco clienti al 31/12/2025;;;;;;;;;;;',
    ';;;;;;;;;;;',
    'Cod. Cli.;Rag. Soc.;P. IVA;Cod. Fisc.;Indirizzo;CAP;Località;Prov.;Tel.;E-mail;Cod. Univoco;Zona',
    '000123;"BAR SPORT di Rossi M. & C. S.N.C.";743110157;743110157;Via Roma 12;184;ROMA;Roma;06/1234567;;0;Centro',
    '000124;Caffè Perù;IT 12345678903;;"P.zza Garibaldi, 3";47121;Forlì;(FC);0543 123456 - 333 1234567;info@peru.it; ;Nord',
    '000125;Tabaccheria Bianchi;7,43E+09;RSSMRA85M01H501Q;Corso Italia 1;20121;Milano;MI;-;n.d.;M5UXCR1;Nord',
    '000126;;00743110158;;;99;Bari;ZZ;12;rossi@;ABC;Sud',
    ';;;;;;;;;;;',
    'Totale clienti: 4;;;;;;;;;;;',
  ].join('\r\n'),
  'latin1',
);

/** Excel's "Unicode text": UTF-16 with tabs; columns in another order, two telephones, agents who are no users. */
const UNICODE_TEXT = Buffer.from(
  '\ufeffAgente\tCognome\tNome\tPartita IVA/Codice fiscale\tTelefono\tCellulare\tCittà\tN. civico\tVia\tStato\tData\r\n' +
    'Verdi Ugo\tRossi\tMario\tRSSMRA85M01H501Q\t\t333 1234567\t20121 Milano (MI)\t12/A\tVia Dante\tITALIA\t44196\r\n' +
    'Neri Ada\tDupont\tJean\tFR 83 404 833 048\t+33 1 42 68 53 00\t\tParis\t5\tRue de Rivoli\tFrancia\t44197\r\n',
  'utf16le',
);

/** From a web shop: a line for Excel, bars, quoted line breaks, a header twice, odd spaces, text kept by `="…"`. */
const BARS =
  'sep=|\nRagione sociale|Telefono|Telefono|PEC|Codice destinatario|CAP|Comune|Provincia|Note|P.IVA\n' +
  'Caffè\u00a0Nannini\u200b|0577/123456|333/1234567|nannini@pec.it|0000000|="00184"|Roma|RM|"aperto\nla sera; =vero"|\n' +
  '"Bar ""Da Gigi"""|+39 0577 654321||||53100|Siena|SI|\'=1+1|DE136695976\n';

describe('spreadsheets as Italians have them', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
  });
  afterAll(() => story.end());
  afterEach(async () => {
    await story.prisma.client.deleteMany();
  });
  const asAnna = () => [story, story.people.anna] as const;
  const clients = () => story.prisma.client.findMany({ orderBy: { externalId: 'asc' } });
  const detail = async (id: string) => (await story.as(story.people.anna).get(`/imports/${id}`)).body;
  const warningsOf = async (id: string) =>
    (await story.as(story.people.anna).get(`/imports/${id}/warnings?limit=100`)).body.items as {
      row: number;
      column: string;
      code: string;
      messageIt: string;
    }[];

  it('a printout of a gestionale comes in, its title, its totals and its lost zeros notwithstanding', async () => {
    const { id, ...state } = await importFile(...asAnna(), GESTIONALE, {
      type: 'clients',
      key: 'externalId',
    });
    expect(state).toMatchObject({
      status: 'COMMITTED',
      encoding: 'win1252',
      total: 4,
      created: 2,
      failed: 2,
    });
    expect(await clients()).toMatchObject([
      {
        externalId: '000123',
        name: 'BAR SPORT di Rossi M. & C. S.N.C.',
        vatNumber: '00743110157',
        taxCode: '00743110157',
        postalCode: '00184',
        city: 'ROMA',
        province: 'RM',
        phone: '+39061234567',
        sdiCode: '0000000',
      },
      {
        name: 'Caffè Perù',
        vatNumber: '12345678903',
        province: 'FC',
        phone: '+390543123456',
        email: 'info@peru.it',
        sdiCode: null,
      },
    ]);
    expect(await detail(id)).toMatchObject({
      warned: 2,
      ignored: ['Zona'],
      notices: [
        { code: 'HEADER_BELOW', it: expect.stringContaining('riga 4') },
        { code: 'TOTALS_LEFT_OUT', it: expect.stringContaining('10') },
        {
          code: 'NEW_ROWS_BECOME',
          it: 'I clienti nuovi entrano come Lead, assegnati a Anna, acquisiti il giorno dell’importazione: nessuna colonna dice altro.',
        },
      ],
    });
    expect((await warningsOf(id)).map(({ row, column, code }) => [row, column, code])).toEqual([
      [5, 'P. IVA', 'LEADING_ZEROS_RESTORED'],
      [5, 'Cod. Fisc.', 'LEADING_ZEROS_RESTORED'],
      [5, 'CAP', 'LEADING_ZEROS_RESTORED'],
      [5, 'Prov.', 'PROVINCE_READ'],
      [6, 'Tel.', 'FIRST_PHONE_TAKEN'],
    ]);
  });

  it('Naples is NA, and not “not available”; Excel for DOS and headers in brackets are read too', async () => {
    const file = iconv.encode(
      [
        'Ragione Sociale 1;Ragione Sociale 2;Città (sede);Prov.;Nazione;P.I.;Cod. destinatario Fatt. elettr.;Lat;Long',
        'Caffè Perù;di Rossi M.;Napoli;NA;ITA;00743110157;m5uxcr1;0;0',
        'Società Dogana;;Dogana;n.a.;RSM;SM21345;2R4GTO8;;',
        '\u001a',
      ].join('\r\n'),
      'cp850',
    );
    const { id, ...state } = await importFile(...asAnna(), file, { type: 'clients' });
    expect(state).toMatchObject({ status: 'COMMITTED', encoding: 'cp850', total: 2, created: 2 });
    expect(await story.prisma.client.findMany({ orderBy: { name: 'asc' } })).toMatchObject([
      {
        name: 'Caffè Perù di Rossi M.',
        city: 'Napoli',
        province: 'NA',
        country: 'IT',
        vatNumber: '00743110157',
        sdiCode: 'M5UXCR1',
        latitude: null,
      },
      { name: 'Società Dogana', province: null, country: 'SM', vatNumber: 'SM21345' },
    ]);
    expect(await warningsOf(id)).toMatchObject([{ row: 2, column: 'Lat', code: 'COORDINATES_ZERO' }]);
  });

  it('a printout that repeats its header on each page brings no client of that name', async () => {
    const pages =
      'Codice;Rag. Sociale / Nome;Città\n1;Bar Uno;Roma\nCodice;Rag. Sociale / Nome;Città\n2;Bar Due;Bari\n';
    const { id, ...state } = await dryRun(...asAnna(), pages, { type: 'clients' });
    expect(state).toMatchObject({ created: 2, failed: 0 });
    expect(await detail(id)).toMatchObject({
      mapping: { name: 'Rag. Sociale / Nome' },
      notices: [
        { code: 'HEADER_REPEATED', it: 'Intestazioni ripetute tralasciate: 3.' },
        { code: 'NEW_ROWS_BECOME' },
      ],
    });
  });

  it('all that is wrong with a row is said at once, in Italian and English', async () => {
    const { id } = await dryRun(...asAnna(), GESTIONALE, { type: 'clients' });
    const errors = await errorsOf(...asAnna(), id);
    expect(errors.map(({ row, code }) => [row, code])).toEqual([
      [7, 'SCIENTIFIC_NOTATION'],
      [8, 'REQUIRED'],
      [8, 'IS_EMAIL'],
      [8, 'VAT_NUMBER_INVALID'],
      [8, 'SDI_CODE_INVALID'],
      [8, 'PROVINCE_UNKNOWN'],
      [8, 'POSTAL_CODE_INVALID'],
      [8, 'PHONE_INVALID'],
    ]);
    expect(errors[5]).toMatchObject({
      column: 'Prov.',
      value: 'ZZ',
      message: 'province must be the two letters of an Italian province',
      messageIt: 'Provincia sconosciuta: scrivi la sigla di due lettere o il nome.',
    });
  });

  it('“Unicode text” of Excel with agents who are no users, a country called Stato and people from abroad', async () => {
    const { id, ...state } = await importFile(...asAnna(), UNICODE_TEXT, { type: 'clients' });
    expect(state).toMatchObject({ status: 'COMMITTED', encoding: 'utf16le', separator: '\t', created: 2 });
    expect(await story.prisma.client.findMany({ orderBy: { name: 'asc' } })).toMatchObject([
      { name: 'Jean Dupont', country: 'FR', vatNumber: 'FR83404833048', phone: '+33142685300' },
      {
        name: 'Mario Rossi',
        taxCode: 'RSSMRA85M01H501Q',
        vatNumber: null,
        phone: '+393331234567',
        city: 'Milano',
        postalCode: '20121',
        province: 'MI',
        street: 'Via Dante, 12/A',
        country: 'IT',
        ownerId: story.people.anna.id,
      },
    ]);
    expect(await detail(id)).toMatchObject({
      ignored: ['Data', 'Agente'],
      notices: [
        {
          code: 'SECOND_PHONE',
          it: expect.stringContaining('“Cellulare” vale solo dove “Telefono” è vuota'),
        },
        { code: 'OWNERS_UNKNOWN' },
        { code: 'NEW_ROWS_BECOME' },
      ],
    });
  });

  it('bars, quoted line breaks, odd spaces and a header that stands twice', async () => {
    const { id, ...state } = await importFile(...asAnna(), BARS, { type: 'clients' });
    expect(state).toMatchObject({ separator: '|', created: 2, failed: 0 });
    expect(await story.prisma.client.findMany({ orderBy: { name: 'desc' } })).toMatchObject([
      {
        name: 'Caffè Nannini',
        phone: '+390577123456',
        pecEmail: 'nannini@pec.it',
        postalCode: '00184',
        notes: 'aperto\nla sera; =vero',
      },
      {
        name: 'Bar "Da Gigi"',
        phone: '+390577654321',
        notes: '=1+1',
        country: 'DE',
        vatNumber: 'DE136695976',
      },
    ]);
    expect(await warningsOf(id)).toMatchObject([{ row: 4, code: 'COUNTRY_FROM_VAT_NUMBER' }]);
  });

  it.each<[string, string, Record<string, unknown>]>([
    [
      'English headers with commas',
      'Company,VAT,City,Zip\n"Rossi, Bar",00743110157,Milan,20121\n',
      { created: 1 },
    ],
    [
      'a title with a semicolon above commas',
      'Clienti; tutti\n\nNome,Città,CAP\nBar,Roma,184\n',
      { created: 1, separator: ',' },
    ],
    [
      'shops named like totals',
      'Nome;Città;CAP\nTotale Relax;Roma;00184\nTotal Erg;Milano;20121\n',
      { created: 2 },
    ],
    ['one column', 'Ragione sociale\nBar Uno\nBar Due\n', { created: 2 }],
    ['no header that we know but the mapping', 'Foo;Bar\nCaffè;Roma\n', { created: 1 }],
    ['categories that are no kind of shop', 'Nome;Categoria\nBar;Grossisti\n', { created: 1 }],
  ])('%s', async (_case, csv, counts) => {
    const mapping = csv.startsWith('Foo') ? { name: 'foo' } : undefined;
    expect(await dryRun(...asAnna(), csv, { type: 'clients', mapping })).toMatchObject({
      status: 'READY',
      failed: 0,
      ...counts,
    });
  });

  it('a workbook sent by mistake is told how to be saved', async () => {
    const file = Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 6, 0]);
    const { body } = await story
      .as(story.people.anna)
      .post('/imports')
      .field('type', 'clients')
      .attach('file', file, 'clienti.xlsx');
    expect(body.errors[0]).toMatchObject({
      code: 'FILE_UNREADABLE',
      detail: expect.stringMatching(/Salva con nome.*CSV UTF-8/),
    });
  });
});
