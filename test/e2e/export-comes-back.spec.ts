import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { createClient } from '../factories/client.ts';
import { createCustomField } from '../factories/custom-field.ts';
import { errorsOf, importFile } from '../factories/import.ts';
import { savedByExcel } from '../support/excel.ts';
import { startStory, type Story } from '../support/story.ts';

const FIELDS = [
  { key: 'colour', type: 'TEXT' },
  { key: 'litres', type: 'NUMBER' },
  { key: 'since', type: 'DATE' },
  { key: 'size', type: 'CHOICE', choices: ['piccolo', 'grande; enorme'] },
  { key: 'franchise', type: 'FLAG' },
] as const;

/** What breaks the exports of others: formulas, zeros, quotes, line breaks, separators within, numbers with three decimals. */
const CLIENTS = [
  {
    name: '=HYPERLINK("http://evil.test";"click")',
    vatNumber: '00743110157',
    taxCode: '00743110157',
    phone: '02 1234567',
    postalCode: '00184',
    sdiCode: '0000000',
    pecEmail: 'bar@pec.it',
    province: 'RM',
    city: 'Roma',
    notes: '=1+1\nsecond; "line", with – all\n-',
    tags: ['uno', 'due, tre', 'quattro|cinque'],
    latitude: 41.902_783,
    longitude: 12.496_366,
    openingHours: { mon: [['09:00', '12:30']] },
    openingExceptions: [{ from: '2026-08-10', to: '2026-08-24', hours: [] }],
    admExpiresOn: '2027-03-31',
    visitIntervalDays: 30,
    checkInRadiusMeters: 400,
    pointOfSaleType: 'VAPE_SHOP',
    custom: { colour: '+39', litres: 1.234, since: '2026-03-01', size: 'grande; enorme', franchise: false },
  },
  {
    name: "'s-Hertogenbosch Damp",
    country: 'NL',
    vatNumber: 'NL123456789B01',
    phone: '+31 73 1234567',
    city: 'Den Bosch',
    notes: 'a line\nand another',
  },
  {
    name: "L'Aquila Svapo",
    notes: "'=already quoted",
    tags: ['-x'],
    custom: { litres: -0.5, franchise: true },
  },
  { name: 'Privato', kind: 'PERSON', taxCode: 'RSSMRA85M01H501Q', lifecycle: 'CUSTOMER', notes: 'n.d.' },
];
const OF_ITS_DATABASE = ['id', 'ownerId', 'version', 'createdAt', 'createdById', 'updatedAt', 'updatedById'];

describe('an export', () => {
  let [here, there]: Story[] = [];
  const story = (which: Story | undefined): Story => {
    if (!which) throw new Error('the stories have not started');
    return which;
  };
  beforeAll(async () => {
    [here, there] = [await startStory(), await startStory()];
    for (const one of [here, there])
      for (const field of FIELDS) await createCustomField(one, field.key, field);
    for (const client of CLIENTS) await createClient(here, here.people.anna, client);
    await here.prisma.client.updateMany({ where: { name: 'Privato' }, data: { externalId: '000123' } });
  });
  afterAll(async () => {
    await here?.end();
    await there?.end();
  });

  const file = async (one: Story, query = '') =>
    (await one.as(one.people.anna).get(`/clients/export.csv?sort=name${query}`)).text;
  const rows = (csv: string) =>
    parse<Record<string, string>>(csv, { columns: true }).map((row) =>
      Object.fromEntries(Object.entries(row).filter(([column]) => !OF_ITS_DATABASE.includes(column))),
    );
  const clients = async (one: Story) => {
    const { body } = await one.as(one.people.anna).get('/clients?sort=name&limit=100');
    return (body.items as object[]).map((client) =>
      Object.fromEntries(Object.entries(client).filter(([field]) => !OF_ITS_DATABASE.includes(field))),
    );
  };

  it('comes back whole in another database: formulas, zeros, +39, tags, hours and custom fields', async () => {
    const one = story(here);
    const other = story(there);
    const csv = await file(one);
    const state = await importFile(other, other.people.anna, csv, { type: 'clients' });
    expect(await errorsOf(other, other.people.anna, state.id)).toEqual([]);
    expect(state).toMatchObject({ created: CLIENTS.length, failed: 0, warned: 0 });
    expect(await clients(other)).toEqual(await clients(one));
    expect(rows(await file(other))).toEqual(rows(csv));
  });

  it('changes nothing where it came from, and what is edited in it finds its client by the id', async () => {
    const one = story(here);
    const csv = await file(one);
    const form = { type: 'clients', key: 'id' } as const;
    expect(await importFile(one, one.people.anna, csv, form)).toMatchObject({
      skipped: CLIENTS.length,
      updated: 0,
      failed: 0,
    });
    const edited = csv.replace('Privato', 'Privata');
    expect(await importFile(one, one.people.anna, edited, form)).toMatchObject({
      skipped: CLIENTS.length - 1,
      updated: 1,
    });
    const other = story(there);
    const stranger = await importFile(other, other.people.anna, csv, form);
    expect(stranger).toMatchObject({ created: 0, updated: 0, failed: CLIENTS.length });
    expect((await errorsOf(other, other.people.anna, stranger.id)).map(({ code }) => code)).toContain(
      'VAT_NUMBER_TAKEN',
    );
  });

  it('for Excel in Italy has semicolons and a mark, and comes back as well', async () => {
    const one = story(here);
    const excel = await file(one, '&format=excel');
    expect(excel.startsWith('\ufeffid;name;')).toBe(true);
    expect(await importFile(one, one.people.anna, excel, { type: 'clients', key: 'id' })).toMatchObject({
      separator: ';',
      skipped: CLIENTS.length,
      failed: 0,
    });
    expect((await one.as(one.people.anna).get('/clients/export.csv?format=pdf')).status).toBe(400);
  });

  it('for Excel has no cell that it would shorten or take for another number', async () => {
    const one = story(here);
    const mobile = { name: 'Zeta Vape', phone: '+39 333 1234567', latitude: 45.123, longitude: 9.123 };
    const { id } = await createClient(one, one.people.anna, mobile);
    const line = (await file(one, '&format=excel')).split('\r\n').find((row) => row.startsWith(id));
    expect(line?.split(';')).toEqual(expect.arrayContaining(['+39 3331234567', '45,123', '9,123']));
    await one.prisma.client.delete({ where: { id } });
  });

  it('comes back the same after Excel has opened and saved it: no code, CAP or P.IVA loses its zeros', async () => {
    const one = story(here);
    const { anna } = one.people;
    const codes = ['00046', '012345678901', '123456789012345678', '3/4', "'00047"];
    const made = [];
    for (const [at, externalId] of codes.entries()) {
      const { id } = await createClient(one, anna, {
        ...{
          name: `Caffè ${at}`,
          postalCode: '00019',
          city: 'Tivoli',
          province: 'RM',
          phone: '+39 333 1234567',
        },
        ...{ sdiCode: '0012345', admAuthorizationNumber: '00123', notes: '007', admExpiresOn: '2027-03-31' },
      });
      await one.prisma.client.update({ where: { id }, data: { externalId } });
      made.push(id);
    }
    const saved = savedByExcel(await file(one, '&format=excel'));
    const state = await importFile(one, anna, saved, { type: 'clients', key: 'id' });
    expect(await errorsOf(one, anna, state.id)).toEqual([]);
    expect(state).toMatchObject({ encoding: 'win1252', skipped: CLIENTS.length + codes.length, updated: 0 });
    expect(state).toMatchObject({ warned: 0 });
    await one.prisma.client.deleteMany({ where: { id: { in: made } } });
  });

  it('that Excel took the zeros from changes no code either, and says which ones it keeps', async () => {
    const one = story(here);
    const { anna } = one.people;
    const client = { name: 'Senza zeri', postalCode: '00019', sdiCode: '0012345' };
    const { id } = await createClient(one, anna, client);
    await one.prisma.client.update({ where: { id }, data: { externalId: '00046' } });
    const csv = (code: string) =>
      `id;name;externalId;sdiCode;postalCode\n${id};Senza zeri;${code};12345;19\n`;
    const state = await importFile(one, anna, csv('46'), { type: 'clients', key: 'id' });
    expect(state).toMatchObject({ skipped: 1, updated: 0, failed: 0, warned: 1 });
    const { body } = await one.as(anna).get(`/imports/${state.id}/warnings`);
    expect((body.items as { column: string; messageIt: string }[]).map(({ messageIt }) => messageIt)).toEqual(
      [
        '19 aveva perso gli zeri iniziali: letto come 00019.',
        '46 aveva perso gli zeri iniziali: resta 00046.',
        '12345 aveva perso gli zeri iniziali: resta 0012345.',
      ],
    );
    // Another number is another code.
    expect(await importFile(one, anna, csv('460'), { type: 'clients', key: 'id' })).toMatchObject({
      updated: 1,
    });
    await one.prisma.client.delete({ where: { id } });
  });

  it('knows custom fields by their labels too, and says what their definitions refuse', async () => {
    const one = story(here);
    const { anna } = one.people;
    const state = await importFile(
      one,
      anna,
      'Codice;Nome;Litres;Franchise;Size;Since\nC1;Etichette;1.234,5;SI;Piccolo;1/3/26\nC2;Sbagliato;molti;boh;medio;ieri\n',
      { type: 'clients', key: 'externalId' },
    );
    expect(await one.prisma.client.findFirst({ where: { externalId: 'C1' } })).toMatchObject({
      custom: { litres: 1234.5, franchise: true, size: 'piccolo', since: '2026-03-01' },
    });
    expect((await errorsOf(one, anna, state.id)).map(({ column, code }) => [column, code])).toEqual([
      ['Franchise', 'FLAG_UNREADABLE'],
      ['Litres', 'NUMBER_UNREADABLE'],
      ['Since', 'DATE_UNREADABLE'],
      ['Size', 'CHOICE_UNKNOWN'],
    ]);
    const again = 'Codice;Nome;Litres\nC1;Etichette;7\n';
    expect(await importFile(one, anna, again, { type: 'clients', key: 'externalId' })).toMatchObject({
      updated: 1,
    });
    expect(await one.prisma.client.findFirst({ where: { externalId: 'C1' } })).toMatchObject({
      custom: { litres: 7, franchise: true, size: 'piccolo', since: '2026-03-01' },
    });
  });
});
