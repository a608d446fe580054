import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createCustomField } from '../factories/custom-field.ts';
import { dryRun, errorsOf, importFile, restsIn, sendFile } from '../factories/import.ts';
import { startStory, type Story } from '../support/story.ts';

const HEADER = 'Codice;Titolo;Cliente;Agente;Fase;Importo;Data apertura;Data chiusura;Motivo perdita';

describe('importing opportunities', () => {
  let story: Story;
  let stages: Record<string, string>;
  let svapo: string;
  beforeAll(async () => {
    story = await startStory();
    const pipeline = await story.prisma.salesPipeline.create({
      data: {
        name: 'Vendita',
        isDefault: true,
        stages: {
          create: [
            { name: 'Contatto', position: 1, probability: 10 },
            { name: 'Trattativa', position: 2, probability: 50 },
            { name: 'Vinta', position: 3, probability: 100, kind: 'WON' },
            { name: 'Persa', position: 4, probability: 0, kind: 'LOST' },
          ],
        },
      },
      include: { stages: true },
    });
    stages = Object.fromEntries(pipeline.stages.map(({ name, id }) => [name, id]));
  });
  afterAll(() => story.end());
  beforeAll(async () => {
    ({ id: svapo } = await story.prisma.client.create({
      data: { name: 'Svapo Città', vatNumber: '00743110157', ownerId: story.people.aldo.id },
    }));
    await story.prisma.client.create({ data: { name: 'Del Sud', ownerId: story.people.beppe.id } });
  });
  afterEach(async () => {
    await story.prisma.opportunity.deleteMany();
    await story.prisma.client.updateMany({ data: { lifecycle: 'LEAD' } });
  });

  const asAnna = () => [story, story.people.anna] as const;
  const bring = (rows: string[], more: object = {}) =>
    importFile(...asAnna(), [HEADER, ...rows].join('\n'), {
      type: 'opportunities',
      key: 'externalId',
      ...more,
    });
  const deals = () =>
    story.prisma.opportunity.findMany({
      orderBy: { externalId: 'asc' },
      include: { entries: { orderBy: { sequence: 'asc' } } },
    });

  it('keeps the dates of its history, in the deal and in its stays', async () => {
    const state = await bring([
      'A;Liquidi;svapo citta;Aldo;Vinta;1.054,50;20/10/2016;01/03/2017;',
      'B;Basi;00743110157;;Persa;0;2017-01-10;2017-02-01;prezzo',
      'C;Kit;;;Trattativa;300;10/06/2026;;',
      'D;Senza date;;;;;;;',
    ]);
    expect(state).toMatchObject({ status: 'COMMITTED', created: 4, failed: 0 });
    const [won, lost, open, undated] = await deals();
    const { aldo, anna } = story.people;
    expect(won).toMatchObject({
      title: 'Liquidi',
      clientId: svapo,
      ownerId: aldo.id,
      status: 'WON',
      stageId: stages['Vinta'],
      probability: 100,
      lostReason: null,
      version: 1,
    });
    expect([won?.amount.toFixed(2), won?.createdAt.toISOString(), won?.closedAt?.toISOString()]).toEqual([
      '1054.50',
      '2016-10-19T22:00:00.000Z',
      '2017-02-28T23:00:00.000Z',
    ]);
    expect(
      won?.entries.map(({ sequence, stageId, fromStageId, enteredAt, leftAt, ownerId }) => [
        sequence,
        fromStageId,
        stageId,
        enteredAt.toISOString(),
        leftAt?.toISOString(),
        ownerId,
      ]),
    ).toEqual([
      [1, null, stages['Contatto'], '2016-10-19T22:00:00.000Z', '2017-02-28T23:00:00.000Z', aldo.id],
      [2, stages['Contatto'], stages['Vinta'], '2017-02-28T23:00:00.000Z', undefined, aldo.id],
    ]);
    expect(lost).toMatchObject({
      status: 'LOST',
      clientId: svapo,
      lostReason: 'PRICE',
      probability: 0,
      ownerId: anna.id,
    });
    expect(open).toMatchObject({
      status: 'OPEN',
      clientId: null,
      stageId: stages['Trattativa'],
      probability: 50,
      closedAt: null,
    });
    expect(open?.entries).toMatchObject([{ sequence: 1, stageId: stages['Trattativa'], leftAt: null }]);
    expect(undated?.stageId).toBe(stages['Contatto']);
    expect(Date.now() - (undated?.createdAt.getTime() ?? 0)).toBeLessThan(60_000);
    expect(await story.prisma.client.findUnique({ where: { id: svapo } })).toMatchObject({
      lifecycle: 'CUSTOMER',
      version: 2,
    });
    const journal = await story.prisma.journalEntry.findMany({
      where: { OR: [{ entityId: won?.id }, { entityId: svapo }] },
      orderBy: { id: 'asc' },
    });
    expect(journal).toMatchObject([
      {
        action: 'opportunity.imported',
        actorId: anna.id,
        ownerId: aldo.id,
        clientId: svapo,
        facts: {
          before: null,
          after: {
            status: 'WON',
            amount: '1054.50',
            closedAt: '2017-02-28T23:00:00.000Z',
            createdAt: '2016-10-19T22:00:00.000Z',
            ownerId: aldo.id,
          },
        },
      },
      { action: 'client.lifecycle-changed', facts: { from: 'LEAD', to: 'CUSTOMER' } },
    ]);
  });

  it('names row and column of everything that can’t be, and writes none of it', async () => {
    const state = await bring([
      'A;;;;;;;;',
      'B;x;Nessuno;;;;;;',
      'C;x;Del Sud;;;;;;',
      'D;x;;Beppe;;;;;',
      'E;x;;;Chiusa;;;;',
      'F;x;;;;12,3,4;;;',
      'G;x;;;;;31/02/2026;;',
      'H;x;;;Vinta;1;01/01/2026;02/01/2026;',
      'I;x;Svapo Città;;Persa;1;01/01/2026;02/01/2026;',
      'J;x;Svapo Città;;Vinta;1;02/01/2026;01/01/2026;',
      'K;x;Svapo Città;;Vinta;1;02/01/2026;;',
      'L;x;;;;1;01/01/2126;;',
      'M;x;;;Trattativa;1;01/01/2026;02/01/2026;',
      'N;x;;;;1;;;;di più',
      ';x;;;;;;;',
      'P;x;;;;;;;',
      'P;x;;;;;;;',
    ]);
    expect(state).toMatchObject({ created: 1, failed: 16, total: 17 });
    expect(
      (await errorsOf(...asAnna(), state.id)).map(({ row, column, code }) => [row, column, code]),
    ).toEqual([
      [2, 'Titolo', 'REQUIRED'],
      [3, 'Cliente', 'CLIENT_UNKNOWN'],
      [4, 'Cliente', 'CLIENT_UNKNOWN'],
      [5, 'Agente', 'OWNER_UNKNOWN'],
      [6, 'Fase', 'STAGE_UNKNOWN'],
      [7, 'Importo', 'AMOUNT_UNREADABLE'],
      [8, 'Data apertura', 'DATE_UNREADABLE'],
      [9, 'Cliente', 'CLIENT_NEEDED'],
      [10, 'Motivo perdita', 'LOST_REASON_NEEDED'],
      [11, 'Data chiusura', 'BEFORE_CREATION'],
      [12, 'Data chiusura', 'CLOSING_DATE_NEEDED'],
      [13, 'Data apertura', 'IN_THE_FUTURE'],
      [14, 'Data chiusura', 'NOT_CLOSED'],
      [15, '', 'TOO_MANY_CELLS'],
      [16, 'Codice', 'REQUIRED'],
      [18, 'Codice', 'REPEATED_IN_FILE'],
    ]);
    expect((await deals()).map(({ externalId }) => externalId)).toEqual(['P']);
  });

  it('fills what rows lack from the defaults, and only where it fits', async () => {
    const defaults = {
      lostReason: 'altro',
      lostNote: 'non annotato',
      closedAt: '01/02/2026',
      owner: 'alma@example.test',
      amount: '10',
    };
    await bring(
      [
        'A;x;;;Persa;5;01/01/2026;;',
        'B;x;;Aldo;Trattativa;;01/01/2026;;',
        'C;x;;;Persa;5;01/01/2026;;prezzo',
      ],
      { defaults },
    );
    const { alma, aldo } = story.people;
    expect(
      (await deals()).map(({ lostReason, lostNote, ownerId, closedAt, amount }) => [
        lostReason,
        lostNote,
        ownerId,
        closedAt?.toISOString().slice(0, 10),
        amount.toFixed(2),
      ]),
    ).toEqual([
      ['OTHER', 'non annotato', alma.id, '2026-01-31', '5.00'],
      [null, null, aldo.id, undefined, '10.00'],
      ['PRICE', 'non annotato', alma.id, '2026-01-31', '5.00'],
    ]);
  });

  it('brings nothing twice; a later file moves a deal on, and can’t undo what is closed', async () => {
    await bring([
      'A;Liquidi;;Aldo;Contatto;100;01/02/2026;;',
      'B;Basi;Svapo Città;Aldo;Vinta;50;01/02/2026;03/02/2026;',
    ]);
    const again = await bring([
      'A;Liquidi;;Aldo;Contatto;100;01/02/2026;;',
      'B;Basi;Svapo Città;Aldo;Vinta;50;01/02/2026;03/02/2026;',
    ]);
    expect(again).toMatchObject({ created: 0, updated: 0, skipped: 2, failed: 0 });
    const later = await bring([
      'A;Liquidi;Svapo Città;Alma;Vinta;120;01/02/2026;05/03/2026;',
      'B;Basi;Svapo Città;;Trattativa;50;01/02/2026;;',
    ]);
    expect(later).toMatchObject({ created: 0, updated: 1, skipped: 0, failed: 1 });
    expect(await errorsOf(...asAnna(), later.id)).toMatchObject([
      { row: 3, column: 'Fase', code: 'DEAL_CLOSED' },
    ]);
    const [moved, closed] = await deals();
    expect(moved).toMatchObject({
      status: 'WON',
      version: 2,
      ownerId: story.people.alma.id,
      clientId: svapo,
      probability: 100,
    });
    expect(moved?.amount.toFixed(2)).toBe('120.00');
    expect(
      moved?.entries.map(({ sequence, stageId, leftAt }) => [sequence, stageId, leftAt?.toISOString()]),
    ).toEqual([
      [1, stages['Contatto'], '2026-03-04T23:00:00.000Z'],
      [2, stages['Vinta'], undefined],
    ]);
    expect(closed).toMatchObject({ status: 'WON', version: 1 });
    const [last] = await story.prisma.journalEntry.findMany({
      where: { entityId: moved?.id },
      orderBy: { id: 'desc' },
      take: 1,
    });
    expect(last).toMatchObject({
      action: 'opportunity.moved',
      facts: { before: { status: 'OPEN', amount: '100.00' }, after: { status: 'WON', amount: '120.00' } },
    });
  });

  it('a won deal that turns out to be another client’s makes that one a customer', async () => {
    const { id } = await story.prisma.client.create({
      data: { name: 'Il Vero', ownerId: story.people.alma.id },
    });
    await bring(['A;Kit;Svapo Città;Aldo;Vinta;50;01/02/2026;03/02/2026;']);
    expect(await bring(['A;Kit;Il Vero;Aldo;Vinta;50;01/02/2026;03/02/2026;'])).toMatchObject({ updated: 1 });
    expect(await story.prisma.client.findUnique({ where: { id } })).toMatchObject({
      lifecycle: 'CUSTOMER',
      version: 2,
    });
    expect(await story.prisma.journalEntry.findMany({ where: { entityId: id } })).toMatchObject([
      { action: 'client.lifecycle-changed', facts: { from: 'LEAD', to: 'CUSTOMER' } },
    ]);
  });

  it('asks which client is meant when there are two of the name', async () => {
    const twin = await story.prisma.client.create({
      data: { name: 'SVAPO CITTA', ownerId: story.people.alma.id },
    });
    const { id } = await dryRun(...asAnna(), `${HEADER}\nA;x;Svapo Città;;;;;;\n`, { type: 'opportunities' });
    expect(await errorsOf(...asAnna(), id)).toMatchObject([{ column: 'Cliente', code: 'CLIENT_AMBIGUOUS' }]);
    await story.prisma.client.delete({ where: { id: twin.id } });
  });

  it('finds a client by a P.IVA whose zeros a spreadsheet took', async () => {
    await importFile(...asAnna(), `${HEADER}\nA;x;743110157;;;;;;\n`, { type: 'opportunities' });
    expect(await deals()).toMatchObject([{ externalId: 'A', clientId: svapo }]);
  });

  it('takes columns as they are mapped, whatever they are called', async () => {
    const mapping = { title: 'what', externalId: 'id', client: 'who' };
    const state = await importFile(...asAnna(), 'id,what,who,stage\n7,"Kit, grande",SVAPO CITTÀ,Vinta\n', {
      type: 'opportunities',
      mapping,
    });
    expect(state.mapping).toEqual(mapping);
    expect(await deals()).toMatchObject([
      { externalId: '7', title: 'Kit, grande', clientId: svapo, status: 'OPEN' },
    ]);
    expect(
      (await sendFile(...asAnna(), 'a\n', { type: 'opportunities', mapping: { name: 'a' } })).status,
    ).toBe(400);
  });

  it('brings the fields that an admin added, by their definitions; they are changed and taken back like the others', async () => {
    const { anna } = story.people;
    const ours = { resource: 'opportunities' };
    await createCustomField(story, 'litri', {
      ...ours,
      type: 'NUMBER',
      labelIt: 'Litri al mese',
      minimum: 0,
    });
    const colours = { type: 'CHOICE', choices: ['rosso', 'blu'] };
    const { id: colourId } = await createCustomField(story, 'colore', { ...ours, ...colours });
    const file = (...rows: string[]) => ['Codice;Titolo;Litri al mese;custom.colore', ...rows].join('\n');
    const form = { type: 'opportunities', key: 'externalId' } as const;
    const rows = ['C1;Uno;12,5;Rosso', 'C2;Due;-1;blu', 'C3;Tre;1;verde', 'C4;Quattro;;'];
    const first = await importFile(...asAnna(), file(...rows), form);
    expect(first).toMatchObject({ created: 2, failed: 2 });
    expect(await errorsOf(...asAnna(), first.id)).toMatchObject([
      { row: 3, column: 'Litri al mese', code: 'TOO_SMALL', value: '-1' },
      { row: 4, column: 'custom.colore', code: 'CHOICE_UNKNOWN', value: 'verde' },
    ]);
    const custom = async () => (await deals()).map((deal) => deal.custom);
    expect(await custom()).toEqual([{ litri: 12.5, colore: 'rosso' }, {}]);

    const second = await importFile(...asAnna(), file('C1;Uno;20;', 'C4;Quattro;;'), form);
    expect(second).toMatchObject({ updated: 1, skipped: 1, failed: 0 });
    expect(await custom()).toEqual([{ litri: 20, colore: 'rosso' }, {}]);
    const told = await story.prisma.journalEntry.findFirst({
      where: { action: 'opportunity.updated', facts: { path: ['importId'], equals: second.id } },
    });
    expect(told?.facts).toMatchObject({ changes: { 'custom.litri': { from: 12.5, to: 20 } } });
    await story.as(anna).post(`/imports/${second.id}/revert`).send({});
    await restsIn(story, anna, second.id, 'REVERTED');
    expect(await custom()).toEqual([{ litri: 12.5, colore: 'rosso' }, {}]);

    await story.as(story.people.admin).patch(`/custom-fields/${colourId}`).send({ required: true });
    const third = await importFile(...asAnna(), file('C4;Quattro;3;', 'C5;Cinque;3;'), form);
    expect(third).toMatchObject({ updated: 1, created: 0, failed: 1 });
    expect(await errorsOf(...asAnna(), third.id)).toMatchObject([{ row: 3, code: 'REQUIRED' }]);
  });
});
