import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from '../factories/client.ts';
import { createVisit } from '../factories/visit.ts';
import type { Person } from '../support/people.ts';
import { untilSettled } from '../support/settled.ts';
import { startStory, type Story } from '../support/story.ts';

/** No other place in this story comes near it. */
const STOOD = { latitude: 45.461_357, longitude: 9.187_531, accuracyMeters: 7 };
const COORDINATES = /45\.46135|9\.18753/;

describe('where an agent stood', () => {
  let story: Story;
  let clientId: string;
  let visitId: string;
  const starts = new Map<string, string>();
  beforeAll(async () => {
    story = await startStory();
    const { aldo, anna, admin, analyst } = story.people;
    for (const person of [anna, admin, analyst])
      starts.set(person.id, (await story.as(person).get('/changes')).body.nextCursor);
    clientId = (await createClient(story, aldo, { name: 'Edicola', latitude: 45.46, longitude: 9.19 })).id;
    visitId = (await createVisit(story, aldo, { clientId, scheduledAt: '2026-03-02T08:00:00Z' })).id;
    story.clock.setTo('2026-03-02T08:02:00Z');
    const { status } = await story.as(aldo).post(`/visits/${visitId}/check-in`).send(STOOD);
    expect(status).toBe(200);
    story.clock.setTo('2026-03-02T08:20:00Z');
    await story.as(aldo).post(`/visits/${visitId}/check-out`).send({ outcome: 'ORDER', orderAmount: '10' });
    await story.as(aldo).patch(`/visits/${visitId}`).send({ notes: 'tutto bene' });
    story.clock.setTo(undefined);
    // The feed tells what is settled: another story's transaction on the same server may be older.
    await untilSettled(story);
  });
  afterAll(() => story.end());

  const feedOf = ({ id }: Person) => `/changes?after=${encodeURIComponent(starts.get(id) ?? '')}`;
  const places = (reader: Person): [string, string][] => [
    ['the visit', `/visits/${visitId}`],
    ['the list of visits', `/visits?clientId=${clientId}`],
    ['the client', `/clients/${clientId}`],
    ['its timeline', `/clients/${clientId}/timeline`],
    ['the export of clients', '/clients/export.csv'],
    ['the change feed', feedOf(reader)],
    ['the day', `/my-day?date=2026-03-02&agentId=${story.people.aldo.id}`],
    ['the figures', '/analytics/agents?from=2026-03-01&to=2026-04-01'],
  ];
  const read = async (person: Person, path: string) => {
    const { status, text } = await story.as(person).get(path);
    return { status, text };
  };

  it('is told to the agent', async () => {
    expect((await read(story.people.aldo, `/visits/${visitId}`)).text).toMatch(COORDINATES);
  });

  it('is told to no manager, admin or analyst, wherever the visit shows', async () => {
    for (const person of [story.people.anna, story.people.admin, story.people.analyst]) {
      for (const [what, path] of places(person)) {
        const { status, text } = await read(person, path);
        if (status !== 403)
          expect({ what, status, found: COORDINATES.test(text) }).toEqual({
            what,
            status: 200,
            found: false,
          });
      }
    }
    const feed = await read(story.people.anna, feedOf(story.people.anna));
    expect(feed.text).toContain(visitId);
  });

  it('stands in no journal row, nor in what an export of the client’s data hands out', async () => {
    const { admin } = story.people;
    expect((await read(admin, '/audit?entity=visit')).text).toContain(visitId);
    const rows = await story.prisma.$queryRaw<{ text: string }[]>`SELECT j::text AS text FROM journal j`;
    expect(rows.map(({ text }) => text).join()).not.toMatch(COORDINATES);
    await story.prisma.client.update({ where: { id: clientId }, data: { kind: 'PERSON' } });
    const exported = await story.as(admin).post('/privacy/exports').send({ clientId });
    expect(exported.status).toBe(200);
    expect(exported.text).toContain(visitId);
    expect(exported.text).not.toMatch(COORDINATES);
  });

  it('is in one place of the database, and nowhere else in clear', async () => {
    const tables = await story.prisma.$queryRaw<{ name: string }[]>`
      SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`;
    const found: string[] = [];
    for (const { name } of tables) {
      const [row] = await story.prisma.pool
        .query<{ hit: boolean }>(
          `SELECT EXISTS (SELECT FROM "${name}" t WHERE t::text ~ '45\\.46135') AS hit`,
        )
        .then(({ rows }) => rows);
      if (row?.hit) found.push(name);
    }
    expect(found).toEqual(['visits']);
  });
});
