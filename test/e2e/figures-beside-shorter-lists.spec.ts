import type { PermissionTable, ScopeLevel } from '#app/platform/access/index.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openClientBook } from '../factories/client-book.ts';
import { openDealBook } from '../factories/deal-book.ts';
import { permissionList } from '../factories/role.ts';
import { createVisit } from '../factories/visit.ts';
import type { People, Person } from '../support/people.ts';
import { refreshFigures } from '../support/refresh-figures.ts';
import { startStory, type Story } from '../support/story.ts';

const MARCH = 'from=2026-03-01&to=2026-04-01';
const REPORTS = [
  ...['overview', 'sales-trend', 'funnel', 'forecast', 'agents', 'visits', 'leads', 'journey'],
  'lost-reasons',
];

type Node = Record<string, unknown>;

/** A figure that opens to a list; `rows`: how many it counts, undefined where it counts something else. */
interface Opened {
  list: string;
  notListed: unknown;
  rows: number | undefined;
}

function openedIn(answer: unknown): Opened[] {
  if (typeof answer !== 'object' || answer === null) return [];
  const node = answer as Node;
  const inside = Object.entries(node).flatMap(([name, value]) => (name === 'fates' ? [] : openedIn(value)));
  if (typeof node['drillDown'] !== 'string') return inside;
  const names = ['count', 'entered', ...(node['unit'] === 'percent' ? ['numerator'] : ['value'])];
  const rows = names.map((name) => node[name]).find((value) => typeof value === 'number');
  return [...inside, { list: node['drillDown'], notListed: node['notListed'], rows }];
}

describe('figures beside lists that may hold less', () => {
  let story: Story;
  let people: People;

  beforeAll(async () => {
    story = await startStory();
    people = story.people;
    const deals = await openDealBook(story);
    const clients = openClientBook(story, deals);
    const at = '2026-03-05T10:00:00Z';
    for (const person of [people.aldo, people.alma, people.beppe]) {
      const clientId = await clients.create(person, { at, source: 'fair' });
      await clients.call(clientId, person, '2026-03-06T10:00:00Z');
      await createVisit(story, person, { clientId, scheduledAt: at, status: 'COMPLETED' });
      await deals.create(person, { at, expectedCloseDate: '2027-01-10' });
      await deals.move(await deals.create(person, { at }), 'Lost', '2026-03-10T10:00:00Z');
    }
    const given = await clients.create(people.aldo, { at: '2026-03-07T10:00:00Z' });
    await clients.change(given, '2026-03-08T10:00:00Z', { lifecycle: 'CUSTOMER' });
    await clients.change(given, '2026-03-09T10:00:00Z', { ownerId: people.beppe.id });
    await refreshFigures(story);
  });
  afterAll(() => story.end());

  let made = 0;
  /** Alma counts so far and lists so far. */
  const letAlma = async (analytics: ScopeLevel, lists: ScopeLevel): Promise<void> => {
    made += 1;
    const table: PermissionTable = {
      'analytics:read': analytics,
      ...{ 'client:read': lists, 'visit:read': lists, 'opportunity:read': lists },
    };
    const key = `COUNTS_${made}`;
    const body = { key, name: key, permissions: permissionList(table) };
    await story.as(people.admin).post('/roles').send(body).expect(201);
    await giveAlma(key);
  };
  const giveAlma = (role: string) =>
    story.as(people.admin).patch(`/users/${people.alma.id}`).send({ role }).expect(200);
  const read = async (person: Person, report: string, filter = '') =>
    (await story.as(person).get(`/analytics/${report}?${MARCH}${filter}`).expect(200)).body;

  /** Of every figure that opens: what it says of its list beside what that holds. */
  const told = async (person: Person, filter = '') => {
    const figures = [];
    for (const report of REPORTS)
      for (const { list, notListed, rows } of openedIn(await read(person, report, filter))) {
        const { body } = await story.as(person).get(`${list}&count=exact&limit=1`).expect(200);
        figures.push({ report, list, notListed, rows, listed: body.total as number });
      }
    expect(figures.length).toBeGreaterThan(40);
    return figures;
  };
  type Told = Awaited<ReturnType<typeof told>>;
  /** Those that say how many rows their list lacks, and say it wrongly; a figure that says nothing is one of them. */
  const wrong = (figures: Told) =>
    figures.filter(
      ({ notListed, rows, listed }) =>
        notListed !== null && (rows === undefined ? notListed !== 0 : rows !== listed + Number(notListed)),
    );

  it.each([
    ['all', 'own'],
    ['all', 'team'],
    ['team', 'own'],
  ] as const)('say that some may not be listed: figures of %s, lists of %s', async (analytics, lists) => {
    await letAlma(analytics, lists);
    const figures = await told(people.alma);
    expect(wrong(figures)).toEqual([]);
    // A list that lacks something is named as one, and most of them do here.
    expect(figures.filter(({ rows, listed }) => rows !== undefined && rows > listed).length).toBeGreaterThan(
      20,
    );
    await giveAlma('AGENT');
  });

  it('of the reader alone are listed as ever, of the reader’s team too', async () => {
    await letAlma('all', 'own');
    const mine = await told(people.alma, `&ownerId=${people.alma.id}`);
    expect(wrong(mine)).toEqual([]);
    expect(mine.filter(({ notListed, list }) => notListed === null && !list.startsWith('/clients'))).toEqual(
      [],
    );
    await letAlma('all', 'team');
    const ours = await told(people.alma, `&teamId=${people.alma.teamId}`);
    expect(wrong(ours)).toEqual([]);
    expect(ours.filter(({ notListed, list }) => notListed === null && !list.startsWith('/clients'))).toEqual(
      [],
    );
    await giveAlma('AGENT');
  });

  it.each(['admin', 'analyst', 'anna', 'bruno', 'aldo', 'beppe'] as const)(
    'say exactly how many are not, for %s; of clients that came to somebody else, that it is not known',
    async (name) => {
      const figures = await told(people[name]);
      expect(wrong(figures)).toEqual([]);
      const unknown = figures.filter(({ notListed }) => notListed === null);
      expect(unknown.filter(({ list }) => !list.startsWith('/clients'))).toEqual([]);
      expect(unknown.length > 0).toBe(!['admin', 'analyst'].includes(name));
    },
  );

  it('of clients say so where the list goes by who has them now', async () => {
    const kpis = async (person: Person, filter = '') => {
      const { newCustomers, newLeads } = (await read(person, 'leads', filter)).kpis;
      return [newCustomers.value, newCustomers.notListed, newLeads.notListed];
    };
    expect(await kpis(people.anna)).toEqual([1, null, null]);
    expect(await kpis(people.admin)).toEqual([1, 0, 0]);
    expect(await kpis(people.admin, `&teamId=${people.anna.teamId}`)).toEqual([1, null, null]);
    const { now } = await read(people.anna, 'leads');
    expect(now.byLifecycle.map(({ notListed }: Node) => notListed)).toEqual([0, 0, 0, 0, 0]);
  });
});
