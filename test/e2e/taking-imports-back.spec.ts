import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import { createClient } from '../factories/client.ts';
import { dryRun, errorsOf, importFile, restsIn } from '../factories/import.ts';
import { createOpportunity } from '../factories/opportunity.ts';
import { createPipeline } from '../factories/pipeline.ts';
import { startReplica } from '../support/replica.ts';
import { startStory, type Story, STORY_SECRET } from '../support/story.ts';

const FORM = { type: 'clients', key: 'externalId' } as const;

describe('taking an import back', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
    await createPipeline(story);
  });
  afterAll(() => story.end());
  afterEach(async () => {
    await story.prisma.opportunity.deleteMany();
    await story.prisma.contact.deleteMany();
    await story.prisma.client.deleteMany();
  });

  const asAnna = () => [story, story.people.anna] as const;
  const revert = (id: string, body: object = {}) =>
    story.as(story.people.anna).post(`/imports/${id}/revert`).send(body);
  const reverted = async (id: string, body: object = {}) => {
    const answer = await revert(id, body);
    expect([answer.status, answer.body]).toEqual([202, { id, status: 'REVERTING' }]);
    return restsIn(...asAnna(), id, 'REVERTED', 'FAILED');
  };
  const living = () =>
    story.prisma.client.findMany({ where: { deletedAt: null }, orderBy: { externalId: 'asc' } });

  it('deletes what it created, gives what it updated its former values, and the journal tells both', async () => {
    await importFile(...asAnna(), 'Codice;Nome;Città;Tag;Scadenza ADM\nA1;Bar;Milano;x;31/12/2026\n', FORM);
    const [before] = await living();
    const { id } = await importFile(
      ...asAnna(),
      'Codice;Nome;Città;P.IVA;Tag;Scadenza ADM\nA1;Bar Nuovo;Roma;00743110157;y, z;30/06/2027\nA2;Altro;Bari;;;\n',
      FORM,
    );
    expect(await reverted(id)).toMatchObject({
      status: 'REVERTED',
      reverted: 2,
      kept: 0,
      created: 1,
      updated: 1,
    });
    const [after, ...others] = await living();
    expect(others).toEqual([]);
    expect(after).toEqual({ ...before, version: 3, updatedAt: after?.updatedAt });
    expect(
      await story.prisma.journalEntry.findMany({
        where: { facts: { path: ['reverted'], equals: true } },
        orderBy: { id: 'asc' },
      }),
    ).toMatchObject([
      {
        action: 'client.deleted',
        actorId: story.people.anna.id,
        facts: { name: 'Altro', importId: id, row: 3 },
      },
      {
        action: 'client.updated',
        entityId: before?.id,
        facts: { city: { from: 'Roma', to: 'Milano' }, row: 2 },
      },
    ]);
    expect((await revert(id)).body).toMatchObject({ status: 409, code: 'IMPORT_NOT_COMMITTED' });
    // Its keys are free again.
    expect(await importFile(...asAnna(), 'Codice;Nome\nA2;Altro\n', FORM)).toMatchObject({ created: 1 });
  });

  it('says which rows were touched since, and takes nothing back; asked to, it leaves those as they are', async () => {
    const { id } = await importFile(...asAnna(), 'Codice;Nome\nA1;Uno\nA2;Due\nA3;Tre\nA4;Quattro\n', FORM);
    const [one, two, three] = await living();
    await story.as(story.people.anna).patch(`/clients/${one?.id}`).send({ city: 'Roma' });
    await story.as(story.people.anna).post(`/clients/${two?.id}/contacts`).send({ fullName: 'Ada Neri' });
    await createOpportunity(story, story.people.anna, { clientId: three?.id });
    const refusal = await revert(id);
    expect(refusal.status).toBe(409);
    expect(refusal.body).toMatchObject({
      code: 'IMPORT_TOUCHED',
      touched: 3,
      rows: [
        { row: 2, id: one?.id },
        { row: 3, id: two?.id },
        { row: 4, id: three?.id },
      ],
    });
    expect(await living()).toHaveLength(4);
    expect(await reverted(id, { keepTouched: true })).toMatchObject({ reverted: 1, kept: 3 });
    expect((await living()).map(({ name }) => name)).toEqual(['Uno', 'Due', 'Tre']);
    expect(
      (await errorsOf(...asAnna(), id)).map(({ row, code, messageIt }) => [row, code, messageIt]),
    ).toEqual([2, 3, 4].map((row) => [row, 'TOUCHED_SINCE', 'Modificato dopo l’importazione: resta com’è.']));
  });

  it('a client whose former P.IVA somebody else has by now stays, and the others go back', async () => {
    const rows = (...names: string[]) => names.map((name, i) => `A${i};${name}`).join('\n');
    await importFile(
      ...asAnna(),
      `Codice;Nome;P.IVA\nA0;Zero;00743110157\n${rows('', '', '').slice(4)}`,
      FORM,
    );
    const { id } = await importFile(
      ...asAnna(),
      'Codice;Nome;P.IVA\nA0;Zero bis;12345678903\nB1;Uno;\nB2;Due;\n',
      FORM,
    );
    await createClient(story, story.people.anna, { name: 'Svelto', vatNumber: '00743110157' });
    expect(await reverted(id)).toMatchObject({ reverted: 2, kept: 1 });
    expect((await living()).map(({ name }) => name).sort()).toEqual(['Svelto', 'Zero bis']);
  });

  it('takes deals back with their history: a moved one stands in its former stage again', async () => {
    const form = { type: 'opportunities', key: 'externalId' } as const;
    await createClient(story, story.people.anna, { name: 'Cliente' });
    await importFile(...asAnna(), 'Codice;Titolo;Cliente;Importo\nD1;Insegna;Cliente;100\n', form);
    const stays = () => story.prisma.opportunityStageEntry.findMany({ orderBy: { sequence: 'asc' } });
    const before = await story.prisma.opportunity.findFirst();
    const beginning = await stays();
    const { id } = await importFile(
      ...asAnna(),
      'Codice;Titolo;Cliente;Importo;Fase\nD1;Insegna;Cliente;200;Won\nD2;Nuova;Cliente;50;\n',
      form,
    );
    expect(await stays()).toHaveLength(beginning.length + 2);
    expect(await reverted(id)).toMatchObject({ status: 'REVERTED', reverted: 2 });
    const [after, ...others] = await story.prisma.opportunity.findMany({ where: { deletedAt: null } });
    expect(others).toEqual([]);
    expect(after).toEqual({ ...before, version: 3, updatedAt: after?.updatedAt });
    expect((await stays()).filter(({ opportunityId }) => opportunityId === after?.id)).toEqual(beginning);
  });

  it('is finished by another replica when the one at work is killed', async () => {
    const { anna } = story.people;
    const csv = `Codice;Nome\n${Array.from({ length: 6000 }, (_, i) => `K${i};Bar ${i}`).join('\n')}`;
    const { id } = await importFile(...asAnna(), csv, FORM);
    const gone = () => story.prisma.client.count({ where: { deletedAt: { not: null } } });
    const replica = await startReplica(story.databaseUrl, STORY_SECRET);
    const answer = await fetch(`${replica.url}/api/v1/imports/${id}/revert`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${anna.token}` },
    });
    expect(answer.status).toBe(202);
    while ((await gone()) === 0) await wait(5);
    await replica.kill();
    expect(await restsIn(...asAnna(), id, 'REVERTED', 'FAILED')).toMatchObject({
      status: 'REVERTED',
      reverted: 6000,
      kept: 0,
    });
    expect([await gone(), (await living()).length]).toEqual([6000, 0]);
    const deletions = { action: 'client.deleted', facts: { path: ['importId'], equals: id } };
    expect(await story.prisma.journalEntry.count({ where: deletions })).toBe(6000);
  });

  it('is refused before the commit, and to those who do not see the import', async () => {
    const { id } = await dryRun(...asAnna(), 'Codice;Nome\nA1;Uno\n', FORM);
    expect((await revert(id)).body).toMatchObject({ status: 409, code: 'IMPORT_NOT_COMMITTED' });
    expect((await story.as(story.people.bruno).post(`/imports/${id}/revert`)).status).toBe(404);
    expect((await story.as(story.people.aldo).post(`/imports/${id}/revert`)).status).toBe(403);
  });
});
