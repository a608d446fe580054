import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from '../factories/client.ts';
import { dryRun, errorsOf, importFile, restsIn } from '../factories/import.ts';
import { createOpportunity } from '../factories/opportunity.ts';
import { createPipeline, type MadePipeline } from '../factories/pipeline.ts';
import { startStory, type Story } from '../support/story.ts';

describe('a file of opportunities', () => {
  let story: Story;
  let pipeline: MadePipeline;
  beforeAll(async () => {
    story = await startStory();
    pipeline = await createPipeline(story);
  });
  afterAll(() => story.end());

  const asAnna = () => [story, story.people.anna] as const;
  const anna = () => story.as(story.people.anna);
  const admin = () => story.as(story.people.admin);
  const byId = { type: 'opportunities', key: 'id' } as const;
  const get = async (id: string) => (await anna().get(`/opportunities/${id}`)).body;
  const named = async (externalId: string) => {
    const { id } = await story.prisma.opportunity.findFirstOrThrow({ where: { externalId } });
    return get(id);
  };
  const won = async () => {
    const client = await createClient(story, story.people.aldo);
    const { id } = await createOpportunity(story, story.people.aldo, { clientId: client.id });
    await anna()
      .post(`/opportunities/${id}/move`)
      .send({ stageId: pipeline.stage('Won'), wonReason: 'SERVICE' })
      .expect(200);
    return id;
  };
  const codes = async (importId: string) =>
    (await errorsOf(...asAnna(), importId)).map(({ row, column, code }) => [row, column, code]);

  it('that knows a client by the code or the id it had before it was merged means the survivor', async () => {
    const { aldo } = story.people;
    const survivor = await createClient(story, aldo, { name: 'Rimane' });
    const [coded, plain] = [await createClient(story, aldo), await createClient(story, aldo)];
    await story.prisma.client.update({ where: { id: coded.id }, data: { externalId: 'VECCHIO-7' } });
    for (const { id } of [coded, plain])
      await anna().post(`/clients/${survivor.id}/merge`).send({ sourceId: id }).expect(200);
    const rows = ['Codice;Titolo;Cliente', 'M1;Uno;VECCHIO-7', `M2;Due;${plain.id}`, 'M3;Tre;RIMANE'];
    const state = await importFile(...asAnna(), rows.join('\n'), {
      type: 'opportunities',
      key: 'externalId',
    });
    expect(await codes(state.id)).toEqual([]);
    for (const code of ['M1', 'M2', 'M3']) expect((await named(code)).clientId).toBe(survivor.id);

    // Another client has the code by now: that one is meant.
    const heir = await createClient(story, aldo);
    await story.prisma.client.updateMany({ where: { id: survivor.id }, data: { externalId: null } });
    await story.prisma.client.update({ where: { id: heir.id }, data: { externalId: 'VECCHIO-7' } });
    await importFile(...asAnna(), 'Codice;Titolo;Cliente\nM4;Quattro;VECCHIO-7', {
      ...{ type: 'opportunities', key: 'externalId' },
    });
    expect((await named('M4')).clientId).toBe(heir.id);
  });

  it('whose client is merged between dry run and commit brings the deal to the survivor', async () => {
    const { aldo } = story.people;
    const [stays, goes] = [
      await createClient(story, aldo),
      await createClient(story, aldo, { name: 'Va via' }),
    ];
    const { id } = await dryRun(...asAnna(), 'Codice;Titolo;Cliente\nL1;Uno;Va via', byKey);
    await anna().post(`/clients/${stays.id}/merge`).send({ sourceId: goes.id }).expect(200);
    await anna().post(`/imports/${id}/commit`).expect(202);
    expect(await restsIn(...asAnna(), id, 'COMMITTED')).toMatchObject({ created: 1, failed: 0 });
    expect((await named('L1')).clientId).toBe(stays.id);
  });
  const byKey = { type: 'opportunities', key: 'externalId' } as const;

  it('meets the stages as they are when it is committed, not as they were in the dry run', async () => {
    const { stage } = await createPipeline(story, { name: 'Farmacie' });
    const { id: moving } = await createOpportunity(story, story.people.aldo, { stageId: stage('New') });
    const header = 'id;Codice;Titolo;Pipeline;Fase';
    const rows = [
      ';R1;In fase ritirata;Farmacie;Closing',
      ';R2;Con altra probabilità;Farmacie;Offer',
      `${moving};R3;Si muove;Farmacie;Closing`,
    ];
    const { id, created, updated } = await dryRun(...asAnna(), [header, ...rows].join('\n'), byId);
    expect({ created, updated }).toEqual({ created: 2, updated: 1 });
    await admin()
      .patch(`/stages/${stage('Closing')}`)
      .send({ retired: true })
      .expect(200);
    await admin()
      .patch(`/stages/${stage('Offer')}`)
      .send({ probability: 55 })
      .expect(200);
    await anna().post(`/imports/${id}/commit`).expect(202);
    const done = await restsIn(...asAnna(), id, 'COMMITTED', 'FAILED');
    expect(done).toMatchObject({ status: 'COMMITTED', created: 1, updated: 0, failed: 2 });
    expect(await codes(id)).toEqual([
      [2, 'Fase', 'STAGE_RETIRED'],
      [4, 'Fase', 'STAGE_RETIRED'],
    ]);
    expect(await named('R2')).toMatchObject({ probability: 55, probabilityOverridden: false });
    expect(await get(moving)).toMatchObject({ stageId: stage('New'), version: 1 });

    const closing = await createPipeline(story, { name: 'Bar' });
    const late = await dryRun(...asAnna(), `${header}\n;R4;Troppo tardi;Bar;Offer`, byId);
    await admin().patch(`/pipelines/${closing.id}`).send({ retired: true }).expect(200);
    await anna().post(`/imports/${late.id}/commit`).expect(202);
    expect(await restsIn(...asAnna(), late.id, 'COMMITTED', 'FAILED')).toMatchObject({
      created: 0,
      failed: 1,
    });
    expect(await codes(late.id)).toEqual([[2, 'Fase', 'STAGE_RETIRED']]);
  });

  it('changes a deal that stands in a retired stage, as long as it leaves it there', async () => {
    const { stage } = await createPipeline(story, { name: 'Edicole' });
    const { id } = await createOpportunity(story, story.people.aldo, { stageId: stage('Closing') });
    await createOpportunity(story, story.people.aldo, { stageId: stage('New') });
    await story.prisma.pipelineStage.update({
      where: { id: stage('Closing') },
      data: { retiredAt: new Date() },
    });
    const file = `id;Titolo;Pipeline;Fase;Importo\n${id};Display of liquids;Edicole;Closing;77\n;Nuova;Edicole;Closing;1`;
    const state = await importFile(...asAnna(), file, byId);
    expect(state).toMatchObject({ updated: 1, failed: 1 });
    expect(await codes(state.id)).toEqual([[3, 'Fase', 'STAGE_UNKNOWN']]);
    expect(await get(id)).toMatchObject({ amount: '77.00', stageId: stage('Closing') });
  });

  it('corrects why a deal was closed, as an edit does, and not when', async () => {
    const id = await won();
    const { closedAt } = await get(id);
    const rome = new Date(closedAt).toLocaleDateString('it-IT', { timeZone: 'Europe/Rome' });
    const file = (...cells: string[]) => `id;Titolo;Data chiusura;Motivo vittoria\n${id};${cells.join(';')}`;
    const same = await importFile(...asAnna(), file('Display of liquids', rome, 'SERVICE'), byId);
    expect(same).toMatchObject({ skipped: 1, updated: 0, failed: 0 });
    const better = await importFile(...asAnna(), file('Display of liquids', rome, 'PRICE'), byId);
    expect(better).toMatchObject({ updated: 1, failed: 0 });
    expect(await get(id)).toMatchObject({ wonReason: 'PRICE', closedAt });
    const later = await importFile(...asAnna(), file('Display of liquids', '01/02/2026', 'PRICE'), byId);
    expect(await codes(later.id)).toEqual([[2, 'Data chiusura', 'DEAL_CLOSED']]);
    await anna().post(`/imports/${better.id}/revert`).send({}).expect(202);
    await restsIn(...asAnna(), better.id, 'REVERTED');
    expect(await get(id)).toMatchObject({ wonReason: 'SERVICE' });
  });

  it('sets a probability by hand where it differs from the stage’s, and leaves it alone where it is silent', async () => {
    const { id } = await createOpportunity(story, story.people.aldo, {});
    const file = (probability: string, amount = '1000') =>
      importFile(
        ...asAnna(),
        `id;Titolo;Probabilità;Importo\n${id};Display of liquids;${probability};${amount}`,
        byId,
      );
    expect(await file('10%')).toMatchObject({ skipped: 1 });
    expect(await file('35')).toMatchObject({ updated: 1 });
    expect(await get(id)).toMatchObject({ probability: 35, probabilityOverridden: true });
    // EspoCRM: an unrelated edit put the probability back to the stage's.
    expect(await file('', '5')).toMatchObject({ updated: 1 });
    expect(await get(id)).toMatchObject({ probability: 35, probabilityOverridden: true, amount: '5.00' });
    expect(await file('10', '5')).toMatchObject({ updated: 1 });
    expect(await get(id)).toMatchObject({ probability: 10, probabilityOverridden: false });
    const closed = await won();
    const sure = await importFile(
      ...asAnna(),
      `id;Titolo;Probabilità\n${closed};Display of liquids;40`,
      byId,
    );
    expect(await codes(sure.id)).toEqual([[2, 'Probabilità', 'DEAL_CLOSED']]);
    const broken = await importFile(
      ...asAnna(),
      `id;Titolo;Probabilità\n${id};Display of liquids;10\n;Nuova;101`,
      byId,
    );
    expect(await codes(broken.id)).toEqual([[3, 'Probabilità', 'PERCENT_UNREADABLE']]);
  });
});
