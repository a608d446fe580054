import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient, vatNumber } from '../factories/client.ts';
import type { Person } from '../support/people.ts';
import { startStory, type Story } from '../support/story.ts';

interface Listed {
  items: { id: string; name: string }[];
  nextCursor: string | null;
  total?: number;
}

describe('finding clients', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
    const { aldo, alma, anna, beppe } = story.people;
    await createClient(story, aldo, {
      name: 'Caffè Vapor',
      city: 'Forlì',
      province: 'FC',
      phone: '0543 123456',
      tags: ['gold'],
      latitude: 44.2227,
      longitude: 12.0407,
    });
    await createClient(story, aldo, {
      name: 'Vapor & Co 100%',
      city: 'Milano',
      province: 'MI',
      vatNumber: vatNumber(77),
      lifecycle: 'CUSTOMER',
      latitude: 45.4642,
      longitude: 9.19,
    });
    await createClient(story, alma, {
      name: 'VAPORIERA',
      city: 'Monza',
      province: 'MB',
      pointOfSaleType: 'TABACCHERIA',
      latitude: 45.5845,
      longitude: 9.2744,
    });
    await createClient(story, anna, { name: 'Smoke_Zero', city: 'Milano', province: 'MI' });
    await createClient(story, beppe, { name: 'Sud Vapor', city: 'Milano Marittima', phone: '081 7654321' });
  });
  afterAll(() => story.end());

  const list = async (person: Person, query: string): Promise<Listed> => {
    const { body, status } = await story.as(person).get(`/clients?${query}`);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return body as Listed;
  };
  const names = async (query: string, person = story.people.admin): Promise<string[]> =>
    (await list(person, `sort=name&${query}`)).items.map(({ name }) => name);

  it.each([
    ['vapor', ['Caffè Vapor', 'Sud Vapor', 'Vapor & Co 100%', 'VAPORIERA']],
    ['CAFFE', ['Caffè Vapor']],
    ['forli vap', ['Caffè Vapor']],
    ['0543/12 34', ['Caffè Vapor']],
    ['+39 0543 123456', ['Caffè Vapor']],
    [`IT ${vatNumber(77)}`, ['Vapor & Co 100%']],
    ['100%', ['Vapor & Co 100%']],
    ['%', ['Vapor & Co 100%']],
    ['_', ['Smoke_Zero']],
    ['\\', []],
    ["'; DROP TABLE clients --", []],
    ['vapor nowhere', []],
    ['va', ['Vapor & Co 100%', 'Caffè Vapor', 'Sud Vapor', 'VAPORIERA']],
    ['ap', []],
    ['s', ['Smoke_Zero', 'Sud Vapor']],
    ['co mil', ['Vapor & Co 100%']],
  ])('by %j', async (q, found) => {
    expect((await names(`q=${encodeURIComponent(q)}`)).sort()).toEqual([...found].sort());
  });

  it('ends at the border of what the reader may see: in lists, counts, search and every filter', async () => {
    const { aldo, anna, beppe, bruno, analyst } = story.people;
    expect((await names('', aldo)).sort()).toEqual(['Caffè Vapor', 'Vapor & Co 100%']);
    expect((await names('q=vapor', anna)).sort()).toEqual(['Caffè Vapor', 'VAPORIERA', 'Vapor & Co 100%']);
    expect(await names('q=vapor', bruno)).toEqual(['Sud Vapor']);
    expect((await names('q=vapor', analyst)).length).toBe(4);
    expect((await list(aldo, 'count=exact')).total).toBe(2);
    expect((await list(anna, 'count=estimate&q=vapor')).total).toBe(3);
    expect((await list(analyst, 'count=exact')).total).toBe(5);
    expect(await names(`ownerId=${beppe.id}`, aldo)).toEqual([]);
    expect(await names(`teamId=${beppe.teamId}`, anna)).toEqual([]);
    expect(await names('near=45.4642,9.19&radiusKm=500', beppe)).toEqual([]);
  });

  it.each([
    ['lifecycle=CUSTOMER', ['Vapor & Co 100%']],
    ['province=mi', ['Smoke_Zero', 'Vapor & Co 100%']],
    ['city=milano', ['Smoke_Zero', 'Vapor & Co 100%']],
    ['city=FORLI', ['Caffè Vapor']],
    ['tag=gold', ['Caffè Vapor']],
    ['pointOfSaleType=TABACCHERIA', ['VAPORIERA']],
    ['near=45.4642,9.19&radiusKm=20', ['Vapor & Co 100%', 'VAPORIERA']],
    ['near=45.4642,9.19', ['Vapor & Co 100%']],
    ['updatedSince=2999-01-01T00:00:00Z', []],
    ['q=vapor&city=milano&lifecycle=CUSTOMER', ['Vapor & Co 100%']],
  ])('filters by %s', async (query, found) => {
    expect((await names(query)).sort()).toEqual([...found].sort());
  });

  it('lists the nearest first, however far, page by page, within the reader’s scope', async () => {
    const { admin, alma } = story.people;
    const near = 'near=45.5,9.2&sort=distance';
    const nearest = ['Vapor & Co 100%', 'VAPORIERA', 'Caffè Vapor'];
    const listed = async (query: string, person = admin) =>
      (await list(person, query)).items.map(({ name }) => name);
    expect(await listed(near)).toEqual(nearest);
    expect(await listed(`${near}&radiusKm=50`)).toEqual(nearest.slice(0, 2));
    expect(await listed(`${near}&q=vap forl`)).toEqual(['Caffè Vapor']);
    expect(await listed(near, alma)).toEqual(['VAPORIERA']);
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Listed = await list(admin, `${near}&limit=1${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.items.map(({ name }) => name));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(nearest);
  });

  it('filters by owner and team', async () => {
    const { alma, beppe } = story.people;
    expect(await names(`ownerId=${alma.id}`)).toEqual(['VAPORIERA']);
    expect(await names(`teamId=${beppe.teamId}`)).toEqual(['Sud Vapor']);
  });

  it.each(['name', '-name', 'createdAt', '-createdAt', 'updatedAt', '-updatedAt'])(
    'turns pages by %s without losing or repeating one, search and all',
    async (sort) => {
      const seen: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const page: Listed = await list(
          story.people.admin,
          `q=vapor&sort=${sort}&limit=1${cursor && `&cursor=${cursor}`}`,
        );
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      }
      const whole = await list(story.people.admin, `q=vapor&sort=${sort}`);
      expect(seen).toEqual(whole.items.map(({ id }) => id));
      expect(new Set(seen).size).toBe(4);
    },
  );

  it.each([
    ['sort=vatNumber', '/sort', 'SORT_UNKNOWN'],
    ['cursor=nonsense', '/cursor', 'CURSOR_INVALID'],
    ['near=95,9', '/near', 'OUT_OF_RANGE'],
    ['sort=distance', '/near', 'REQUIRED'],
    ['near=45,9&sort=-distance', '/sort', 'SORT_UNKNOWN'],
    ['near=here', '/near', 'MATCHES'],
    ['radiusKm=-1', '/radiusKm', 'MIN'],
    ['lifecycle=NOBODY', '/lifecycle', 'IS_ENUM'],
    ['q=a%00b', '/q', 'NUL_CHARACTER'],
    ['q=a&q=b', '/q', 'MAX_LENGTH'],
    ['updatedSince=yesterday', '/updatedSince', 'IS_ISO8601'],
    ['colour=red', '/colour', 'UNKNOWN_FIELD'],
    ['limit=101', '/limit', 'MAX'],
  ])('refuses %s', async (query, pointer, code) => {
    const { body, status } = await story.as(story.people.aldo).get(`/clients?${query}`);
    expect(status).toBe(400);
    expect(body.errors).toEqual([expect.objectContaining({ pointer, code })]);
  });
});
