import { businessDateOf } from '#app/platform/time/rome.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from '../factories/client.ts';
import { createOpportunity } from '../factories/opportunity.ts';
import { createPipeline, type MadePipeline } from '../factories/pipeline.ts';
import { statementsDuring } from '../support/captured-sql.ts';
import type { Person } from '../support/people.ts';
import { startStory, type Story } from '../support/story.ts';

interface Column {
  name: string;
  kind: string;
  count: number;
  amount: string;
  weighted: string;
  cards: { id: string; amount: string; title: string }[];
}

describe('the board of a pipeline', () => {
  let story: Story;
  let pipeline: MadePipeline;

  beforeAll(async () => {
    story = await startStory();
    pipeline = await createPipeline(story);
    const { aldo, alma, beppe } = story.people;
    const stageId = pipeline.stage('Offer');
    for (let index = 1; index <= 12; index += 1)
      await createOpportunity(story, aldo, { title: `Deal ${index}`, amount: `${index}00.10`, stageId });
    await createOpportunity(story, aldo, {
      amount: '333.33',
      stageId: pipeline.stage('New'),
      probability: 33,
    });
    await createOpportunity(story, alma, { amount: '1000', stageId });
    const gone = await createOpportunity(story, beppe, { amount: '5000', stageId });
    await story.as(beppe).delete(`/opportunities/${gone.id}`).expect(204);
    const lost = await createOpportunity(story, beppe, { amount: '70' });
    await story
      .as(beppe)
      .post(`/opportunities/${lost.id}/move`)
      .send({ stageId: pipeline.stage('Lost'), lostReason: 'PRICE' })
      .expect(200);
  });
  afterAll(() => story.end());

  const boardOf = async (person: Person, query = ''): Promise<Column[]> =>
    (await story.as(person).get(`/pipelines/${pipeline.id}/board${query}`).expect(200)).body.columns;
  const column = (columns: Column[], name: string): Column => {
    const found = columns.find((candidate) => candidate.name === name);
    if (!found) throw new Error(`there is no column ${name}`);
    return found;
  };

  it('has a column for each stage with count, amount, weighted amount and the ten largest cards', async () => {
    const columns = await boardOf(story.people.aldo);
    expect(columns.map(({ name }) => name)).toEqual(['New', 'Offer', 'Closing', 'Won', 'Lost']);
    const offer = column(columns, 'Offer');
    expect(offer).toMatchObject({ count: 12, amount: '7801.20', weighted: '3120.48' });
    expect(offer.cards).toHaveLength(10);
    expect(offer.cards[0]).toMatchObject({ title: 'Deal 12', amount: '1200.10' });
    expect(column(columns, 'New')).toMatchObject({ count: 1, amount: '333.33', weighted: '110.00' });
    expect(column(columns, 'Closing')).toMatchObject({
      count: 0,
      amount: '0.00',
      weighted: '0.00',
      cards: [],
    });
  });

  it('counts for each reader exactly what the reader may list', async () => {
    const { admin, analyst, anna, aldo, alma, bruno, beppe } = story.people;
    for (const person of [admin, analyst, anna, aldo, alma, bruno, beppe]) {
      const columns = await boardOf(person);
      for (const { name, count, kind } of columns) {
        const since = kind === 'OPEN' ? '' : '&closedFrom=2000-01-01';
        const list = await story
          .as(person)
          .get(`/opportunities?stageId=${pipeline.stage(name)}&count=exact${since}`);
        expect([person.email, name, count]).toEqual([person.email, name, list.body.total]);
      }
    }
    expect(column(await boardOf(anna), 'Offer')).toMatchObject({ count: 13, amount: '8801.20' });
    expect(column(await boardOf(bruno), 'Offer')).toMatchObject({ count: 0, amount: '0.00', cards: [] });
  });

  it('weighs lost deals with nothing', async () => {
    expect(column(await boardOf(story.people.beppe), 'Lost')).toMatchObject({
      count: 1,
      amount: '70.00',
      weighted: '0.00',
    });
  });

  it('shows of closed deals those of the last 30 days or since a day that is named, says which, and all open ones', async () => {
    const { alma } = story.people;
    const clientId = (await createClient(story, alma)).id;
    const deal = await createOpportunity(story, alma, { amount: '44', clientId });
    const age = await createOpportunity(story, alma, { amount: '55', clientId });
    await story.prisma.$executeRaw`
      UPDATE opportunities SET created_at = now() - interval '400 days' WHERE id IN (${deal.id}::uuid, ${age.id}::uuid)`;
    const on = (days: number) => businessDateOf(new Date(Date.now() - days * 86_400_000));
    await story
      .as(alma)
      .post(`/opportunities/${deal.id}/move`)
      .send({ stageId: pipeline.stage('Won'), closedAt: `${on(31)}T08:00:00Z` })
      .expect(200);
    const board = async (query = '') =>
      (await story.as(alma).get(`/pipelines/${pipeline.id}/board${query}`).expect(200)).body;
    const usual = await board();
    expect(usual.closedFrom).toBe(on(30));
    expect(column(usual.columns, 'Won')).toMatchObject({ count: 0, amount: '0.00', cards: [] });
    expect(column(usual.columns, 'New')).toMatchObject({ count: 1, cards: [{ id: age.id }] });
    const since = await board(`?closedFrom=${on(31)}`);
    expect(since.closedFrom).toBe(on(31));
    expect(column(since.columns, 'Won')).toMatchObject({
      ...{ count: 1, amount: '44.00', weighted: '0.00' },
      cards: [{ id: deal.id, amount: '44.00' }],
    });
    expect(column((await board(`?closedFrom=${on(29)}`)).columns, 'Won').count).toBe(0);
    expect((await story.as(alma).get(`/pipelines/${pipeline.id}/board?closedFrom=ieri`)).status).toBe(400);
  });

  it('is one query, whatever it shows', async () => {
    const statements = await statementsDuring(() => boardOf(story.people.anna));
    expect(statements.filter(({ text }) => text.includes('FROM opportunities'))).toHaveLength(1);
  });

  it('can be asked for one owner or one team, never for more than one may see', async () => {
    const { anna, alma, beppe } = story.people;
    expect(column(await boardOf(anna, `?ownerId=${alma.id}`), 'Offer').count).toBe(1);
    expect(column(await boardOf(anna, `?ownerId=${beppe.id}`), 'Lost').count).toBe(0);
    expect(column(await boardOf(story.people.admin, `?teamId=${anna.teamId}`), 'Offer').count).toBe(13);
  });

  it('reads a column on behind its first cards, page by page in the same order', async () => {
    const { aldo } = story.people;
    const seen: string[] = [];
    const column = `/pipelines/${pipeline.id}/board/cards?stageId=${pipeline.stage('Offer')}&limit=5`;
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body } = await story
        .as(aldo)
        .get(`${column}${cursor && `&cursor=${cursor}`}`)
        .expect(200);
      seen.push(...(body.items as { title: string }[]).map(({ title }) => title));
      cursor = body.nextCursor as string | null;
    }
    expect(seen).toEqual(Array.from({ length: 12 }, (_, index) => `Deal ${12 - index}`));
  });

  it('tells of a card whose deal it is, of which client, and since when it waits; others’ clients stay unnamed', async () => {
    const { aldo, anna, bruno, admin } = story.people;
    const client = await createClient(story, bruno, { name: 'Svapo Lontano' });
    const deal = await createOpportunity(story, aldo, { title: 'Espositore' });
    await story.prisma.opportunity.update({ where: { id: deal.id }, data: { clientId: client.id } });
    const cards = async (person: Person, query: string) =>
      (await story.as(person).get(`/pipelines/${pipeline.id}/board/cards?${query}`).expect(200)).body.items;
    const known = { id: deal.id, stageId: deal.stageId, ownerName: 'Aldo', version: 1 };
    const { stageSince, ...card } = (await cards(admin, `ids=${deal.id}`))[0];
    expect(card).toMatchObject({ ...known, clientName: 'Svapo Lontano' });
    expect(Date.parse(stageSince)).toBe(Date.parse(deal.createdAt));
    expect(await cards(anna, `ids=${deal.id}`)).toMatchObject([{ ...known, clientName: null }]);
    expect(await cards(bruno, `ids=${deal.id}`)).toEqual([]);
    // Nor may a search find out what the card keeps to itself.
    for (const [person, found] of [
      [admin, 1],
      [anna, 0],
    ] as const) {
      expect(await cards(person, 'q=lontano')).toHaveLength(found);
      const columns = await boardOf(person, '?q=lontano');
      expect(columns.reduce((sum, { count }) => sum + count, 0)).toBe(found);
    }
  });
});
