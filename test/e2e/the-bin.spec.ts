import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ClientBody, createClient, vatNumber } from '../factories/client.ts';
import { createFullClient } from '../factories/full-client.ts';
import { importFile } from '../factories/import.ts';
import { createPipeline } from '../factories/pipeline.ts';
import { countPointing, keysToClients } from '../support/client-references.ts';
import { databasePrint } from '../support/database-print.ts';
import type { Person } from '../support/people.ts';
import { startStory, type Story } from '../support/story.ts';

describe('a deleted client', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
    await createPipeline(story);
  });
  afterAll(() => story.end());

  const drop = (id: string) => story.as(story.people.admin).delete(`/clients/${id}`);
  const purge = (id: string, person: Person = story.people.admin) =>
    story.as(person).delete(`/clients/bin/${id}`);
  const deleted = async (owner: Person, fields = {}): Promise<ClientBody> => {
    const client = await createClient(story, owner, fields);
    expect((await drop(client.id)).status).toBe(204);
    return client;
  };
  const binOf = async (person: Person): Promise<string[]> => {
    const { body, status } = await story.as(person).get('/clients/bin?limit=100');
    expect([status, body]).toEqual([200, expect.anything()]);
    return body.items.map(({ id }: ClientBody) => id);
  };

  it('lies in the bin of those who may bring it back, the last one on top, page by page', async () => {
    const { aldo, alma, beppe, anna, bruno, admin, analyst } = story.people;
    const first = await deleted(aldo, { name: 'Bin A' });
    const second = await deleted(beppe, { name: 'Bin B' });
    const third = await deleted(alma, { name: 'Bin C' });
    expect(await binOf(admin)).toEqual([third.id, second.id, first.id]);
    expect(await binOf(anna)).toEqual([third.id, first.id]);
    expect(await binOf(bruno)).toEqual([second.id]);
    for (const person of [aldo, analyst])
      expect((await story.as(person).get('/clients/bin')).status).toBe(403);
    const page = (await story.as(admin).get('/clients/bin?limit=2&count=exact&sort=name')).body;
    expect([page.total, page.items.map(({ name }: ClientBody) => name)]).toEqual([3, ['Bin A', 'Bin B']]);
    const rest = (await story.as(admin).get(`/clients/bin?limit=2&sort=name&cursor=${page.nextCursor}`)).body;
    expect(rest.items).toEqual([expect.objectContaining({ name: 'Bin C', deletedAt: expect.any(String) })]);
    // One that was merged is not there: it isn't gone.
    const [target, source] = [await createClient(story, aldo), await createClient(story, aldo)];
    await story.as(anna).post(`/clients/${target.id}/merge`).send({ sourceId: source.id });
    expect(await binOf(admin)).not.toContain(source.id);
    expect((await story.as(anna).post(`/clients/${third.id}/restore`)).status).toBe(200);
    expect(await binOf(admin)).toEqual([second.id, first.id]);
  });

  it('comes back unless its P.IVA was taken meanwhile, by whom is said', async () => {
    const { aldo, anna } = story.people;
    const client = await deleted(aldo, { vatNumber: vatNumber(1) });
    const heir = await createClient(story, aldo, { vatNumber: vatNumber(1) });
    const { body } = await story.as(anna).post(`/clients/${client.id}/restore`);
    expect(body).toMatchObject({ status: 409, code: 'VAT_NUMBER_TAKEN', existingClientId: heir.id });
  });

  it('is removed for good by an admin alone, with what belonged to it and with what the journal told', async () => {
    const { aldo, anna, admin } = story.people;
    const client = await createFullClient(story, aldo, { name: 'Personal Name' });
    const api = story.as(aldo);
    await api.delete(`/opportunities/${client.dealId}`);
    await api.delete(`/visits/${client.visitId}`);
    await story.prisma.routeStop.deleteMany({ where: { clientId: client.id } });
    const merged = await createClient(story, aldo, { name: 'Personal Former Name' });
    await story.as(anna).post(`/clients/${client.id}/merge`).send({ sourceId: merged.id });
    await drop(client.id);
    for (const person of [anna, aldo]) expect((await purge(client.id, person)).status).toBe(403);
    expect((await purge(client.id)).status).toBe(204);

    for (const key of await keysToClients(story))
      for (const id of [client.id, merged.id])
        expect([key, await countPointing(story, key, id)]).toEqual([key, 0]);
    expect(await story.prisma.client.count({ where: { id: { in: [client.id, merged.id] } } })).toBe(0);
    expect(await story.prisma.opportunity.count({ where: { id: client.dealId } })).toBe(0);
    const rows = await story.prisma.journalEntry.findMany({
      where: { clientId: { in: [client.id, merged.id] } },
      orderBy: { id: 'desc' },
    });
    expect(JSON.stringify(rows.map(({ facts }) => facts))).not.toMatch(/Personal|Rosa/);
    expect(rows[0]).toMatchObject({ action: 'client.purged', actorId: admin.id });
    expect((await purge(client.id)).status).toBe(404);
    expect((await story.as(admin).post(`/clients/${client.id}/restore`)).status).toBe(404);
  });

  it('takes what imports keep of it along; how its row ended stays', async () => {
    const { admin } = story.people;
    const { id } = await importFile(story, admin, 'name,notes\nPersonal Import,personal note\n', {
      type: 'clients',
    });
    const where = { importId_row: { importId: id, row: 2 } };
    const { entityId } = await story.prisma.importRow.findUniqueOrThrow({ where });
    expect((await drop(entityId ?? '')).status).toBe(204);
    expect((await purge(entityId ?? '')).status).toBe(204);
    const row = await story.prisma.importRow.findUniqueOrThrow({ where });
    expect(row).toMatchObject({ status: 'CREATED', entityId, data: null, before: null, errors: null });
  });

  it('stays when figures or routes speak of it, or when it is no deleted one', async () => {
    const { aldo, anna } = story.people;
    const client = await createFullClient(story, aldo);
    const deal = story.as(aldo);
    const stages = (await deal.get('/pipelines')).body.items[0].stages as { id: string; kind: string }[];
    const won = stages.find(({ kind }) => kind === 'WON')?.id;
    await deal.post(`/opportunities/${client.dealId}/move`).send({ stageId: won });
    await deal.post(`/visits/${client.visitId}/cancel`).send({ reason: 'chiuso' });
    const living = await createClient(story, aldo);
    const [target, source] = [await createClient(story, aldo), await createClient(story, aldo)];
    await story.as(anna).post(`/clients/${target.id}/merge`).send({ sourceId: source.id });
    expect((await drop(client.id)).status).toBe(204);
    const print = await databasePrint(story.prisma);
    const { body } = await purge(client.id);
    expect(body).toMatchObject({ status: 409, code: 'CLIENT_HAS_HISTORY' });
    expect(body.reasons).toHaveLength(3);
    expect((await purge(living.id)).body.code).toBe('CLIENT_NOT_DELETED');
    expect((await purge(source.id)).body).toMatchObject({ code: 'CLIENT_MERGED', survivorId: target.id });
    expect(await databasePrint(story.prisma)).toBe(print);
  });
});
