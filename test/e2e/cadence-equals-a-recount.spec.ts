import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from '../factories/client.ts';
import { keptCadences, randomVisits, recountCadences, visitSteps } from '../factories/random-visits.ts';
import { createVisit } from '../factories/visit.ts';
import { startStory, type Story } from '../support/story.ts';

describe('what is kept of a client’s cadence', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
  });
  afterAll(() => story.end());

  const client = async (fields: object = {}) =>
    (await createClient(story, story.people.aldo, { ...fields })).id;

  it.each([1, 2, 3, 4])('equals a recount after any history (%i)', async (seed) => {
    const clients = await Promise.all(Array.from({ length: 4 }, () => client()));
    const act = randomVisits(story, clients);
    for (const [index, step] of visitSteps(seed, 100).entries()) {
      await act(step);
      if (index % 20 === 0)
        expect(await keptCadences(story, clients)).toEqual(await recountCadences(story, clients));
    }
    const kept = await keptCadences(story, clients);
    expect(kept).toEqual(await recountCadences(story, clients));
    expect(kept.some(({ visited }) => visited)).toBe(true);
    expect(kept.some(({ bookedUntil }) => bookedUntil)).toBe(true);
  });

  it('stays right when an agent takes many steps at the same moment, at few clients', async () => {
    const { aldo } = story.people;
    const clients = await Promise.all([client(), client(), client()]);
    const visits = await Promise.all(
      Array.from({ length: 24 }, (_, hour) =>
        createVisit(story, aldo, {
          clientId: clients[hour % clients.length] ?? '',
          scheduledAt: new Date(Date.UTC(2027, 2, 1, hour)).toISOString(),
          status: hour % 4 === 0 ? 'PLANNED' : 'CHECKED_IN',
        }),
      ),
    );
    const answers = await Promise.all(
      visits.map(({ id, status }) =>
        status === 'PLANNED'
          ? story.as(aldo).post(`/visits/${id}/cancel`).send({ reason: 'X' })
          : story.as(aldo).post(`/visits/${id}/check-out`).send({ outcome: 'OTHER' }),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const kept = await keptCadences(story, clients);
    expect(kept).toEqual(await recountCadences(story, clients));
    expect(kept.every(({ visited, bookedUntil }) => visited && bookedUntil === null)).toBe(true);
  });

  it('stays right while clients become one and an agent is at their door', async () => {
    const { aldo, anna } = story.people;
    for (let round = 0; round < 5; round += 1) {
      const [target, source] = [await client(), await client()];
      const hours = [0, 1, 2, 3].map((hour) => Date.UTC(2028, 2, 1 + round, 8 + hour));
      const visits = await Promise.all(
        hours.map((at, index) =>
          createVisit(story, aldo, {
            clientId: index % 2 ? target : source,
            scheduledAt: new Date(at).toISOString(),
            status: 'CHECKED_IN',
          }),
        ),
      );
      const answers = await Promise.all([
        story.as(anna).post(`/clients/${target}/merge`).send({ sourceId: source }),
        ...visits.map(({ id }) => story.as(aldo).post(`/visits/${id}/check-out`).send({ outcome: 'OTHER' })),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
      const pair = [target, source];
      expect(await keptCadences(story, pair)).toEqual(await recountCadences(story, pair));
    }
  });

  it('follows an owner who changes teams, and many clients written by one statement', async () => {
    const { people, prisma } = story;
    await prisma.$executeRaw`
      INSERT INTO clients (name, owner_id, lifecycle, visit_interval_days)
      SELECT 'Molti ' || i, ${people.beppe.id}::uuid, CASE WHEN i % 7 = 0 THEN 'LOST' ELSE 'LEAD' END::"ClientLifecycle",
        CASE WHEN i % 2 = 0 THEN 14 END
      FROM generate_series(1, 50) i`;
    const clients = (await prisma.client.findMany({ where: { ownerId: people.beppe.id } })).map(
      ({ id }) => id,
    );
    expect(clients.length).toBeGreaterThanOrEqual(50);
    expect(await keptCadences(story, clients)).toEqual(await recountCadences(story, clients));
    await prisma.user.update({ where: { id: people.beppe.id }, data: { teamId: people.anna.teamId } });
    const moved = await keptCadences(story, clients);
    expect(moved).toEqual(await recountCadences(story, clients));
    expect(new Set(moved.map(({ teamId }) => teamId))).toEqual(new Set([people.anna.teamId]));
  });
});
