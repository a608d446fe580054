import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from '../factories/client.ts';
import { importFile } from '../factories/import.ts';
import { openDealBook } from '../factories/deal-book.ts';
import { startStory, type Story } from '../support/story.ts';

describe('who owned a client when, and which lifecycle it had', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
  });
  afterAll(() => story.end());

  /** `Aldo LEAD, Alma LEAD …` */
  const historyOf = async (clientId: string): Promise<string[]> => {
    const names = new Map(Object.entries(story.people).map(([name, { id }]) => [id, name]));
    const spans = await story.prisma.clientSpan.findMany({
      where: { clientId },
      orderBy: { sequence: 'asc' },
    });
    for (const [index, { sequence, untilAt }] of spans.entries())
      expect([sequence, untilAt]).toEqual([index + 1, spans[index + 1]?.fromAt ?? null]);
    return spans.map(({ ownerId, lifecycle }) => `${names.get(ownerId)} ${lifecycle}`);
  };

  it('is told from its creation on, for each change of either, and for no other edit', async () => {
    const { aldo, alma, anna } = story.people;
    const { id, createdAt } = await createClient(story, aldo);
    await story.as(anna).patch(`/clients/${id}`).send({ notes: 'Closed on Mondays' }).expect(200);
    await story.as(anna).patch(`/clients/${id}`).send({ lifecycle: 'PROSPECT' }).expect(200);
    await story.as(anna).post(`/clients/${id}/assign`).send({ ownerId: alma.id }).expect(200);
    await story.as(anna).post(`/clients/${id}/assign`).send({ ownerId: alma.id }).expect(200);
    expect(await historyOf(id)).toEqual(['aldo LEAD', 'aldo PROSPECT', 'alma PROSPECT']);
    const first = await story.prisma.clientSpan.findFirstOrThrow({ where: { clientId: id, sequence: 1 } });
    expect(first.fromAt.toISOString()).toBe(createdAt);
  });

  it('is told of a conversion and of a won deal', async () => {
    const { aldo } = story.people;
    const { id } = await createClient(story, aldo);
    await story.as(aldo).post(`/clients/${id}/convert`).send({ to: 'PROSPECT' }).expect(200);
    expect(await historyOf(id)).toEqual(['aldo LEAD', 'aldo PROSPECT']);
    const deals = await openDealBook(story);
    const { body } = await story
      .as(aldo)
      .post('/opportunities')
      .send({ title: 'Liquids', clientId: id, pipelineId: deals.pipelineId, stageId: deals.stageIds.New })
      .expect(201);
    await story
      .as(aldo)
      .post(`/opportunities/${body.id}/move`)
      .send({ stageId: deals.stageIds.Won })
      .expect(200);
    expect(await historyOf(id)).toEqual(['aldo LEAD', 'aldo PROSPECT', 'aldo CUSTOMER']);
  });

  it('is told of an import', async () => {
    const { admin } = story.people;
    const file = (lifecycle: string) => `externalId,name,lifecycle\nS-1,Svapo Uno,${lifecycle}\n`;
    await importFile(story, admin, file('LEAD'), { type: 'clients' });
    const { id } = await story.prisma.client.findFirstOrThrow({ where: { externalId: 'S-1' } });
    await importFile(story, admin, file('CUSTOMER'), { type: 'clients', key: 'externalId' });
    expect(await historyOf(id)).toEqual(['admin LEAD', 'admin CUSTOMER']);
  });

  it('is told of a merge and of its undoing; the client that was taken in keeps its own', async () => {
    const { aldo, alma, anna } = story.people;
    const target = await createClient(story, aldo, { lifecycle: 'LEAD' });
    const source = await createClient(story, alma, { lifecycle: 'CUSTOMER' });
    const merged = await story
      .as(anna)
      .post(`/clients/${target.id}/merge`)
      .send({ sourceId: source.id, take: { lifecycle: 'source' } })
      .expect(200);
    expect(await historyOf(target.id)).toEqual(['aldo LEAD', 'aldo CUSTOMER']);
    expect(await historyOf(source.id)).toEqual(['alma CUSTOMER']);
    await story.as(anna).post(`/merges/${merged.body.mergeId}/undo`).expect(200);
    expect(await historyOf(target.id)).toEqual(['aldo LEAD', 'aldo CUSTOMER', 'aldo LEAD']);
  });

  it('dates a change by when its writer says it wrote', async () => {
    const { id } = await createClient(story, story.people.aldo);
    const updatedAt = new Date('2031-03-04T09:00:00Z');
    await story.prisma.client.update({ where: { id }, data: { lifecycle: 'LOST', updatedAt } });
    const span = await story.prisma.clientSpan.findFirstOrThrow({ where: { clientId: id, untilAt: null } });
    expect([span.lifecycle, span.fromAt]).toEqual(['LOST', updatedAt]);
  });

  it('is told whoever writes: thousands at once, by SQL alone', async () => {
    const { aldo, alma } = story.people;
    const { prisma } = story;
    await prisma.$executeRaw`
      INSERT INTO clients (name, owner_id) SELECT 'Bulk ' || n, ${aldo.id}::uuid FROM generate_series(1, 3000) n`;
    await prisma.$executeRaw`UPDATE clients SET owner_id = ${alma.id}::uuid WHERE name LIKE 'Bulk %'`;
    const rows = await prisma.$queryRaw`
      SELECT s.sequence, s.owner_id = ${aldo.id}::uuid AS first, s.until_at IS NULL AS lasts, count(*)::int
      FROM client_spans s JOIN clients c ON c.id = s.client_id WHERE c.name LIKE 'Bulk %' GROUP BY 1, 2, 3 ORDER BY 1`;
    expect(rows).toEqual([
      { sequence: 1, first: true, lasts: false, count: 3000 },
      { sequence: 2, first: false, lasts: true, count: 3000 },
    ]);
  });

  it('is never rewritten, and goes with the client alone', async () => {
    const { prisma } = story;
    const { id } = await createClient(story, story.people.aldo);
    const refused = 'append-only';
    await expect(prisma.$executeRaw`DELETE FROM client_spans WHERE client_id = ${id}::uuid`).rejects.toThrow(
      refused,
    );
    await expect(
      prisma.$executeRaw`UPDATE client_spans SET lifecycle = 'LOST' WHERE client_id = ${id}::uuid`,
    ).rejects.toThrow(refused);
    await expect(prisma.$executeRaw`TRUNCATE client_spans`).rejects.toThrow(refused);
    await prisma.client.delete({ where: { id } });
    expect(await historyOf(id)).toEqual([]);
    expect(await prisma.clientCadence.count({ where: { clientId: id } })).toBe(0);
  });
});
