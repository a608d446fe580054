import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { encodeCursor, sortValue } from '#app/platform/listing/index.js';
import { manyClients, manyDeals } from '../factories/many-rows.ts';
import { createPipeline } from '../factories/pipeline.ts';
import { statementsDuring } from '../support/captured-sql.ts';
import { explain, type Explained } from '../support/explain.ts';
import type { People, Person } from '../support/people.ts';
import { startStory, type Story } from '../support/story.ts';

const ROWS = 20_000;
const PAGE = 25;
/** Pages of an index and of its table that a page of a list may cost. */
const FEW = 10;

type Table = 'clients' | 'opportunities';

interface Page {
  items: { id: string }[];
  nextCursor: string | null;
}

const scopeOf = ({ id, teamId }: Person, { anna, beppe }: People) =>
  id === anna.id ? { teamId } : id === beppe.id ? { ownerId: id } : {};

describe('a list of many rows', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
    const { aldo, alma, beppe } = story.people;
    const owners = [aldo.id, alma.id, beppe.id];
    const { id, stage } = await createPipeline(story);
    await manyClients(story, ROWS, owners);
    await manyDeals(story, ROWS, owners, { pipelineId: id, stageId: stage('New') });
  });
  afterAll(() => story.end());

  const turn = async (person: Person, path: string, query: string, cursor: string | null): Promise<Page> => {
    const { body, status } = await story
      .as(person)
      .get(`${path}?${query}${cursor ? `&cursor=${cursor}` : ''}`);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return body as Page;
  };

  /** What PostgreSQL does for one page: the parts of one that needs two statements are added up. */
  const costOf = async (
    table: string,
    ...page: Parameters<typeof turn>
  ): Promise<Pick<Explained, 'buffers' | 'rows' | 'steps'> & { page: Page }> => {
    let answer: Page | undefined;
    const sent = await statementsDuring(async () => (answer = await turn(...page)));
    const parts = [];
    for (const statement of sent.filter(({ text }) => text.includes(`FROM ${table} `)))
      parts.push(await explain(story.prisma.pool, statement));
    if (parts.length === 0 || !answer) throw new Error('no page was read');
    return {
      page: answer,
      buffers: parts.reduce((sum, { buffers }) => sum + buffers, 0),
      rows: parts.reduce((sum, { rows }) => sum + rows, 0),
      steps: parts.flatMap(({ steps }) => steps),
    };
  };

  /** Cursors of the first page, of one in the middle and of the last one. */
  const depths = async (person: Person, table: Table, sort: string): Promise<(string | null)[]> => {
    const descending = sort.startsWith('-');
    const column = descending ? sort.slice(1) : sort;
    const where = { deletedAt: null, ...scopeOf(person, story.people) };
    const direction = descending ? ('desc' as const) : ('asc' as const);
    const nulls = ['closedAt', 'expectedCloseDate', 'admExpiresOn'].includes(column);
    const orderBy = [
      { [column]: nulls ? { sort: direction, nulls: 'last' as const } : direction },
      { id: direction },
    ];
    const { prisma } = story;
    const all =
      table === 'clients' ? await prisma.client.count({ where }) : await prisma.opportunity.count({ where });
    const cursors: (string | null)[] = [null];
    for (const skip of [Math.floor(all / 2), all - 2]) {
      const args = { where, orderBy, skip, take: 1 };
      const [row] =
        table === 'clients' ? await prisma.client.findMany(args) : await prisma.opportunity.findMany(args);
      if (!row) throw new Error('there is no such row');
      const place = { value: sortValue(row, column), id: row.id };
      cursors.push(encodeCursor({ key: sort, column, kind: 'text', descending }, place));
    }
    return cursors;
  };

  const scopes = [
    ['all', () => story.people.analyst],
    ['team', () => story.people.anna],
    ['own', () => story.people.beppe],
  ] as const;
  const lists = [
    ['/clients', 'clients', ['name', 'createdAt', 'updatedAt', 'admExpiresOn']],
    [
      '/opportunities',
      'opportunities',
      ['createdAt', 'updatedAt', 'amount', 'expectedCloseDate', 'closedAt'],
    ],
  ] as const;
  const cases = lists.flatMap(([path, table, sorts]) =>
    sorts.flatMap((sort) => scopes.map(([scope, who]) => ({ path, table, sort, scope, who }))),
  );

  it.each(cases)(
    'finds its first, middle and last page of $path by $sort equally fast within the scope $scope',
    async ({ path, table, sort, who }) => {
      for (const direction of ['', '-']) {
        for (const cursor of await depths(who(), table, direction + sort)) {
          const query = `sort=${direction}${sort}&limit=${PAGE}`;
          const { buffers, rows, steps } = await costOf(table, who(), path, query, cursor);
          // Each row lies where it lies: beside finding the page, one table page a row at most.
          expect({ query, cursor, buffers, rows, few: buffers <= FEW + rows }).toMatchObject({ few: true });
          expect(steps).not.toContain(`Seq Scan of ${table}`);
        }
      }
    },
  );

  it('in the order in which rows came costs ten buffers at most, at any depth', async () => {
    const { analyst } = story.people;
    for (const cursor of await depths(analyst, 'clients', '-createdAt')) {
      const { buffers } = await costOf('clients', analyst, '/clients', `limit=${PAGE}`, cursor);
      expect(buffers).toBeLessThanOrEqual(FEW);
    }
  });

  it('is planned once where nothing but the place in it changes', async () => {
    const { analyst, anna, beppe } = story.people;
    const limitOf = async (person: Person, query = ''): Promise<string | undefined> => {
      const sent = await statementsDuring(() => turn(person, '/clients', query, null));
      return /LIMIT (\S+)$/.exec(sent.find(({ text }) => text.includes('FROM clients '))?.text ?? '')?.[1];
    };
    expect(await limitOf(analyst)).toBe('26');
    expect(await limitOf(analyst, 'limit=40')).toBe('$1');
    expect([await limitOf(anna), await limitOf(beppe)]).toEqual(['$2', '$2']);
  });

  it('a search asks the index of words for what is rare, and the first rows for what is frequent', async () => {
    const { prisma, people } = story;
    const [{ name } = { name: '' }] = await prisma.client.findMany({
      where: { ownerId: people.beppe.id, deletedAt: null },
      take: 1,
    });
    const rare = `q=${encodeURIComponent(name)}&sort=name`;
    for (const person of [people.analyst, people.bruno, people.beppe]) {
      const search = (query: string) => costOf('clients', person, '/clients', `${query}&limit=${PAGE}`, null);
      const found = await search(rare);
      expect(found.page.items).toEqual([expect.objectContaining({ name })]);
      expect(found.steps).toContain('Bitmap Index Scan');
      const frequent = await search('q=svap mila&sort=name');
      expect(frequent.page.items).toHaveLength(PAGE);
      expect(frequent.steps).not.toContain('Bitmap Index Scan');
      expect(frequent.buffers).toBeLessThanOrEqual(FEW + frequent.rows);
    }
    const [{ name: foreign } = { name: '' }] = await prisma.client.findMany({
      where: { ownerId: people.aldo.id, deletedAt: null },
      take: 1,
    });
    const { page } = await costOf(
      'clients',
      people.beppe,
      '/clients',
      `q=${encodeURIComponent(foreign)}`,
      null,
    );
    expect(page.items).toEqual([]);
  });

  it('every page of a search is found, frequent or rare, each row once', async () => {
    const { bruno } = story.people;
    for (const q of ['svapo 00', 'svapo f', '7a']) {
      const wanted = await story.prisma.$queryRaw<{ id: string }[]>`
        SELECT id FROM clients WHERE owner_id = ${story.people.beppe.id}::uuid AND deleted_at IS NULL
          AND CASE ${q} WHEN 'svapo 00' THEN name LIKE '% 00%' WHEN 'svapo f' THEN name LIKE '% f%' ELSE name LIKE '% 7a%' END
        ORDER BY name, id`;
      const seen: string[] = [];
      for (let cursor: string | null = null, more = true; more; more = cursor !== null) {
        const page: Page = await turn(
          bruno,
          '/clients',
          `q=${encodeURIComponent(q)}&sort=name&limit=100`,
          cursor,
        );
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      }
      expect(seen).toEqual(wanted.map(({ id }) => id));
      expect(seen.length).toBeGreaterThan(0);
    }
  });
});
