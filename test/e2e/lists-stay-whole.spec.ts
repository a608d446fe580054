import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient, type ClientBody } from '../factories/client.ts';
import { createOpportunity } from '../factories/opportunity.ts';
import { createPipeline } from '../factories/pipeline.ts';
import { statementsDuring } from '../support/captured-sql.ts';
import type { Person } from '../support/people.ts';
import { startStory, type Story } from '../support/story.ts';

interface Page {
  items: { id: string; name: string }[];
  nextCursor: string | null;
  total?: number;
}

describe('lists while people work', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
    await createPipeline(story);
  });
  afterAll(() => story.end());

  const get = async (person: Person, path: string): Promise<Page> => {
    const { body, status } = await story.as(person).get(path);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return body as Page;
  };

  /** Turns all pages of a list, three rows each, and lets something happen after each one. */
  const turnAll = async (person: Person, path: string, meanwhile: (page: number) => Promise<unknown>) => {
    const seen: string[] = [];
    for (let cursor: string | null = '', page = 0; cursor !== null; page += 1) {
      const answer: Page = await get(person, `${path}&limit=3${cursor && `&cursor=${cursor}`}`);
      seen.push(...answer.items.map(({ id }) => id));
      cursor = answer.nextCursor;
      await meanwhile(page);
    }
    return seen;
  };

  it.each(['name', '-name', 'createdAt', '-createdAt'])(
    'no row is lost or doubled by %s while others come and go (Twenty #20044, SuiteCRM #10015)',
    async (sort) => {
      const { admin, aldo } = story.people;
      const staying: ClientBody[] = [];
      const going: ClientBody[] = [];
      const tag = `flow ${sort}`;
      // All of one name: only the id tells them apart.
      for (let i = 0; i < 12; i += 1)
        (i % 4 === 1 ? going : staying).push(
          await createClient(story, aldo, { name: 'Uguale', tags: [tag] }),
        );
      const seen = await turnAll(admin, `/clients?sort=${sort}&tag=${tag}`, async (page) => {
        await createClient(story, aldo, { name: page % 2 ? 'Aaa' : 'Zzz', tags: [tag] });
        const leaving = going.pop();
        if (leaving) await story.as(admin).delete(`/clients/${leaving.id}`).expect(204);
      });
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen).toEqual(expect.arrayContaining(staying.map(({ id }) => id)));
    },
  );

  it.each(['expectedCloseDate', '-expectedCloseDate', 'closedAt', 'amount', '-amount'])(
    'deals by %s: those that share a value or have none come once each',
    async (sort) => {
      const { aldo } = story.people;
      const q = `each once ${sort}`;
      const made: string[] = [];
      for (let i = 0; i < 10; i += 1) {
        const dated = i % 3 === 0 ? {} : { expectedCloseDate: `2026-03-0${1 + (i % 2)}` };
        made.push((await createOpportunity(story, aldo, { title: q, amount: '10.50', ...dated })).id);
      }
      const seen = await turnAll(aldo, `/opportunities?sort=${sort}&q=${encodeURIComponent(q)}`, () =>
        createOpportunity(story, story.people.alma, { title: q }),
      );
      expect([...seen].sort()).toEqual([...made].sort());
    },
  );

  it('a total is that of the filtered rows that the reader sees, on every page (SuiteCRM #9760)', async () => {
    const { admin, aldo, beppe, analyst } = story.people;
    const tag = 'totals';
    for (const owner of [aldo, aldo, aldo, aldo, beppe]) await createClient(story, owner, { tags: [tag] });
    const gone = await createClient(story, aldo, { tags: [tag] });
    await story.as(admin).delete(`/clients/${gone.id}`).expect(204);
    for (const count of ['exact', 'estimate']) {
      const first = await get(aldo, `/clients?tag=${tag}&count=${count}&limit=3`);
      expect(first).toMatchObject({ total: 4, items: { length: 3 } });
      const second = await get(aldo, `/clients?tag=${tag}&count=${count}&limit=3&cursor=${first.nextCursor}`);
      expect(second).toMatchObject({ total: 4, items: { length: 1 }, nextCursor: null });
      expect((await get(analyst, `/clients?tag=${tag}&count=${count}`)).total).toBe(5);
    }
  });

  it.each(['/clients', '/opportunities', '/activities', '/visits', '/users', '/imports', '/audit'])(
    'nothing is counted in %s unless asked for (EspoCRM #1450)',
    async (path) => {
      const { admin } = story.people;
      const counting = async (query: string): Promise<string[]> =>
        (await statementsDuring(() => get(admin, `${path}?${query}`)))
          .map(({ text }) => text)
          .filter((text) => /count\s*\(/i.test(text));
      expect(await counting('limit=1')).toEqual([]);
      expect((await get(admin, `${path}?limit=1`)).total).toBeUndefined();
      expect(await counting('limit=1&count=exact')).toHaveLength(1);
    },
  );

  it('clients and deals follow their owner into another team, the same moment', async () => {
    const { admin, anna, bruno, alma } = story.people;
    const client = await createClient(story, alma, { tags: ['moving'] });
    const deal = await createOpportunity(story, alma, { title: 'moving along' });
    const seenBy = async (person: Person): Promise<string[]> => [
      ...(await get(person, '/clients?tag=moving')).items.map(({ id }) => id),
      ...(await get(person, '/opportunities?q=moving')).items.map(({ id }) => id),
    ];
    expect([await seenBy(anna), await seenBy(bruno)]).toEqual([[client.id, deal.id], []]);
    await story.as(admin).patch(`/users/${alma.id}`).send({ teamId: bruno.teamId }).expect(200);
    expect([await seenBy(anna), await seenBy(bruno)]).toEqual([[], [client.id, deal.id]]);
    await story.as(admin).patch(`/users/${alma.id}`).send({ teamId: null }).expect(200);
    expect([await seenBy(anna), await seenBy(bruno)]).toEqual([[], []]);
    await story.as(admin).patch(`/users/${alma.id}`).send({ teamId: anna.teamId }).expect(200);
    expect(await seenBy(anna)).toEqual([client.id, deal.id]);
  });

  it('and a client that is written while its owner changes teams is in no stale team afterwards', async () => {
    const { admin, alma, anna, bruno } = story.people;
    for (const teamId of [bruno.teamId, anna.teamId, bruno.teamId, anna.teamId]) {
      const answers = await Promise.all([
        ...Array.from({ length: 5 }, () =>
          story.as(admin).post('/clients').send({ name: 'Race', ownerId: alma.id }),
        ),
        story.as(admin).patch(`/users/${alma.id}`).send({ teamId }),
      ]);
      // A busy machine may say "try again", but nothing collides.
      expect([200, 201, 503]).toEqual(expect.arrayContaining(answers.map(({ status }) => status)));
    }
    const rows = await story.prisma.client.findMany({
      where: { ownerId: alma.id },
      select: { teamId: true, owner: { select: { teamId: true } } },
    });
    expect(rows.filter(({ teamId, owner }) => teamId !== owner.teamId)).toEqual([]);
  });

  it('nor are those of one transaction that moves their owner between them, and takes a move back', async () => {
    const { prisma, people } = story;
    const { alma, aldo, anna, bruno } = people;
    await prisma.$transaction(async (tx) => {
      const write = (ownerId: string) => tx.client.create({ data: { name: 'Many', ownerId } });
      const move = (teamId: string | null) => tx.user.update({ where: { id: alma.id }, data: { teamId } });
      await write(alma.id);
      await write(aldo.id);
      await move(bruno.teamId);
      await write(alma.id);
      await tx.$executeRaw`SAVEPOINT undecided`;
      await move(null);
      await write(alma.id);
      await tx.$executeRaw`ROLLBACK TO SAVEPOINT undecided`;
      await write(alma.id);
    });
    const many = await prisma.client.groupBy({
      by: ['ownerId', 'teamId'],
      where: { name: 'Many' },
      _count: true,
    });
    expect(new Map(many.map(({ ownerId, teamId, _count }) => [ownerId, [teamId, _count]]))).toEqual(
      new Map([
        [alma.id, [bruno.teamId, 3]],
        [aldo.id, [anna.teamId, 1]],
      ]),
    );
  });
});
