import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from '../factories/client.ts';
import { dryRun, errorsOf, importFile } from '../factories/import.ts';
import { startStory, type Story } from '../support/story.ts';

describe('what the imports of other CRMs get wrong', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
  });
  afterAll(() => story.end());
  afterEach(async () => {
    await story.prisma.client.deleteMany();
  });
  const asAnna = () => [story, story.people.anna] as const;
  const counts = ({ created, updated, skipped, failed }: Awaited<ReturnType<typeof dryRun>>) => ({
    ...{ created, updated, skipped, failed },
  });

  it('Twenty #13553, a rule of its own for what is unique: here a P.IVA is taken by the living only, as the database says', async () => {
    const { anna } = story.people;
    const gone = await createClient(story, anna, { name: 'Cessato', vatNumber: '00743110157' });
    await story.as(anna).delete(`/clients/${gone.id}`);
    await createClient(story, anna, { name: 'Vivo', vatNumber: '12345678903' });
    const csv = 'Nome;P.IVA\nRinato;IT 007.431.101-57\nCopia;it12345678903\n';
    const seen = counts(await dryRun(...asAnna(), csv, { type: 'clients' }));
    expect(seen).toEqual({ created: 1, updated: 0, skipped: 0, failed: 1 });
    const done = await importFile(...asAnna(), csv, { type: 'clients' });
    expect(counts(done)).toEqual(seen);
    expect(await errorsOf(...asAnna(), done.id)).toMatchObject([{ row: 3, code: 'VAT_NUMBER_TAKEN' }]);
    const keyed = await importFile(...asAnna(), csv, { type: 'clients', key: 'vatNumber' });
    expect(counts(keyed)).toEqual({ created: 0, updated: 1, skipped: 1, failed: 0 });
  });

  it('SuiteCRM #2081, an upsert that updates nothing: here every field of the row is what the client has afterwards', async () => {
    const { anna } = story.people;
    const { id } = await createClient(story, anna, { name: 'Bar', vatNumber: '00743110157', city: 'Milano' });
    const csv =
      'Nome;P.IVA;Città;Prov;CAP;Tel;Stato;Tag;Note;Frequenza visite\n' +
      'Bar Nuovo;IT 743110157;Roma;Roma;184;06/1234567;cliente;a, b;nota;30\n';
    const state = await importFile(...asAnna(), csv, { type: 'clients', key: 'vatNumber' });
    expect(counts(state)).toEqual({ created: 0, updated: 1, skipped: 0, failed: 0 });
    expect((await story.as(anna).get(`/clients/${id}`)).body).toMatchObject({
      ...{
        id,
        name: 'Bar Nuovo',
        vatNumber: '00743110157',
        city: 'Roma',
        province: 'RM',
        postalCode: '00184',
      },
      ...{
        phone: '+39061234567',
        lifecycle: 'CUSTOMER',
        tags: ['a', 'b'],
        notes: 'nota',
        visitIntervalDays: 30,
      },
      version: 2,
    });
    expect(await story.prisma.client.count()).toBe(1);
  });

  it('EspoCRM #2133, one bad row that stops an import: here even a row that only the database refuses stays out alone', async () => {
    await story.prisma.$executeRaw`
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'refused' USING ERRCODE = '23505', CONSTRAINT = 'only_for_this_story'; END $$`;
    await story.prisma.$executeRaw`
      CREATE TRIGGER refuse BEFORE INSERT ON clients FOR EACH ROW WHEN (NEW.name IN ('Bar 7', 'Bar 1500')) EXECUTE FUNCTION refuse()`;
    const rows = Array.from({ length: 2500 }, (_, i) => `Bar ${i};${i === 3 ? 'non@' : ''}`);
    const { id, ...state } = await importFile(...asAnna(), `Nome;E-mail\n${rows.join('\n')}`, {
      type: 'clients',
    });
    await story.prisma.$executeRaw`DROP FUNCTION refuse CASCADE`;
    expect(state).toMatchObject({ status: 'COMMITTED', created: 2497, failed: 3 });
    expect((await errorsOf(...asAnna(), id)).map(({ row }) => row)).toEqual([5, 9, 1502]);
    expect(await story.prisma.client.count()).toBe(2497);
  });
});
