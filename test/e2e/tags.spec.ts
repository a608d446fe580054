import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ClientBody, createClient } from '../factories/client.ts';
import { databasePrint } from '../support/database-print.ts';
import type { Person } from '../support/people.ts';
import { startStory, type Story } from '../support/story.ts';

describe('tags', () => {
  let story: Story;
  let one: ClientBody;
  let other: ClientBody;
  let beppes: ClientBody;
  beforeAll(async () => {
    story = await startStory();
    const { aldo, alma, beppe } = story.people;
    one = await createClient(story, aldo, { tags: ['Caffè', 'VIP'] });
    other = await createClient(story, alma, { tags: ['caffe', 'fiera  2025'] });
    beppes = await createClient(story, beppe, { tags: ['CAFFÈ', 'Caffè 2'] });
    await createClient(story, aldo);
  });
  afterAll(() => story.end());

  const listed = async (person: Person, query = '') =>
    (await story.as(person).get(`/tags${query}`)).body.items;
  const tagsOf = async ({ id }: ClientBody): Promise<string[]> =>
    (await story.prisma.client.findUniqueOrThrow({ where: { id } })).tags;

  it('are counted within the reader’s scope, one tag in all its spellings', async () => {
    const { admin, aldo, anna } = story.people;
    expect(await listed(admin)).toEqual([
      { tag: 'CAFFÈ', count: 3, spellings: ['CAFFÈ', 'Caffè', 'caffe'].sort() },
      { tag: 'Caffè 2', count: 1, spellings: ['Caffè 2'] },
      { tag: 'VIP', count: 1, spellings: ['VIP'] },
      { tag: 'fiera 2025', count: 1, spellings: ['fiera 2025'] },
    ]);
    expect((await listed(anna)).find(({ count }: { count: number }) => count === 2)?.spellings).toHaveLength(
      2,
    );
    expect((await listed(aldo)).map(({ tag }: { tag: string }) => tag)).toEqual(['Caffè', 'VIP']);
    expect(await listed(admin, '?q=CAFFE&limit=1')).toHaveLength(1);
    expect(await listed(admin, '?q=affe')).toEqual([]);
  });

  it('filter a list in any spelling', async () => {
    const ids = async (tag: string) =>
      (
        await story.as(story.people.admin).get(`/clients?tag=${encodeURIComponent(tag)}&sort=createdAt`)
      ).body.items.map(({ id }: ClientBody) => id);
    expect(await ids('CAFFE')).toEqual([one.id, other.id, beppes.id]);
    expect(await ids('vip')).toEqual([one.id]);
    expect(await ids('caf')).toEqual([]);
  });

  it('stand on a client once, whatever the spelling', async () => {
    const twice = await story
      .as(story.people.aldo)
      .post('/clients')
      .send({ name: 'x', tags: ['Bar', 'bàr'] });
    expect([twice.status, twice.body.errors]).toEqual([
      400,
      [expect.objectContaining({ pointer: '/tags', code: 'ARRAY_UNIQUE' })],
    ]);
  });

  it('are renamed and merged where the caller may change clients, with a row in the journal for each', async () => {
    const { anna } = story.people;
    const rename = await story
      .as(anna)
      .post('/tags/rename')
      .send({ tags: ['caffè', 'Fiera 2025'], to: 'Torrefazione' });
    expect(rename.body).toEqual({ changed: 2 });
    expect(await tagsOf(one)).toEqual(['Torrefazione', 'VIP']);
    expect(await tagsOf(other)).toEqual(['Torrefazione']);
    expect(await tagsOf(beppes)).toEqual(['CAFFÈ', 'Caffè 2']);
    const client = (await story.as(anna).get(`/clients/${one.id}`)).body;
    expect(client).toMatchObject({ version: 2, updatedById: anna.id });
    const { items } = (await story.as(anna).get(`/clients/${one.id}/timeline`)).body;
    expect(items[0]).toMatchObject({
      action: 'client.updated',
      actorId: anna.id,
      facts: { tags: { from: ['Caffè', 'VIP'], to: ['Torrefazione', 'VIP'] } },
    });
    // Another spelling of itself is a change too, the same one is none.
    expect(
      (
        await story
          .as(anna)
          .post('/tags/rename')
          .send({ tags: ['torrefazione'], to: 'TORREFAZIONE' })
      ).body,
    ).toEqual({ changed: 2 });
    expect(
      (
        await story
          .as(anna)
          .post('/tags/rename')
          .send({ tags: ['torrefazione'], to: 'TORREFAZIONE' })
      ).body,
    ).toEqual({ changed: 0 });
  });

  it('are taken away; nobody reaches beyond the own scope, and odd requests change nothing', async () => {
    const { aldo, analyst } = story.people;
    const remove = (person: Person, body: object) => story.as(person).post('/tags/remove').send(body);
    expect((await remove(aldo, { tags: ['torrefazione'] })).body).toEqual({ changed: 1 });
    expect([await tagsOf(one), await tagsOf(other)]).toEqual([['VIP'], ['TORREFAZIONE']]);
    const print = await databasePrint(story.prisma);
    expect((await remove(analyst, { tags: ['vip'] })).status).toBe(403);
    for (const body of [{}, { tags: [] }, { tags: [' '] }, { tags: 'vip' }, { tags: ['x'.repeat(51)] }])
      expect((await remove(aldo, body)).status).toBe(400);
    expect(await databasePrint(story.prisma)).toBe(print);
  });
});
