import { randomUUID } from 'node:crypto';
import type { Person } from '../support/people.ts';
import type { Story } from '../support/story.ts';
import type { Target } from './policy.ts';

export const MISSING = '01999999-9999-7999-8999-999999999999';

/** One record of every kind that belongs to a person; pipelines and stages belong to nobody. */
export type Belongings = Record<Target, string>;

export interface World {
  stageId: string;
  of: (person: Person) => Belongings;
}

/** Gives each of these people a record of every kind. */
export async function makeWorld({ prisma }: Story, people: Person[]): Promise<World> {
  const pipeline = await prisma.salesPipeline.create({
    data: {
      name: 'Vendita',
      stages: {
        create: [
          { name: 'Nuovo', position: 1, probability: 10, kind: 'OPEN' },
          { name: 'Vinta', position: 2, probability: 100, kind: 'WON' },
          { name: 'Persa', position: 3, probability: 0, kind: 'LOST' },
        ],
      },
    },
    include: { stages: { orderBy: { position: 'asc' } } },
  });
  const stageId = pipeline.stages[0]?.id ?? '';
  const owned = new Map<string, Belongings>();
  for (const [day, person] of people.entries()) {
    const ownerId = person.id;
    const client = await prisma.client.create({ data: { name: `Svapo ${person.email}`, ownerId } });
    const contact = await prisma.contact.create({ data: { clientId: client.id, fullName: 'Carla' } });
    const opportunity = await prisma.opportunity.create({
      data: {
        title: 'Fornitura',
        clientId: client.id,
        pipelineId: pipeline.id,
        stageId,
        probability: 10,
        ownerId,
        entries: {
          create: { sequence: 1, stageId, enteredAt: new Date(), ownerId, amount: 0, probability: 10 },
        },
      },
    });
    const activity = await prisma.activity.create({
      data: { type: 'TASK', subject: 'Richiamare', clientId: client.id, ownerId },
    });
    const scheduledAt = new Date(Date.UTC(2026, 11, 10 + day, 9));
    const visit = await prisma.visit.create({
      data: {
        clientId: client.id,
        agentId: ownerId,
        scheduledAt,
        endsAt: new Date(scheduledAt.getTime() + 1_800_000),
      },
    });
    const route = await prisma.route.create({
      data: {
        agentId: ownerId,
        date: scheduledAt,
        objective: 'MIN_TRAVEL',
        engine: 'in-process',
        matrixSource: 'none',
        seed: 1,
        input: { start: { latitude: 45.46, longitude: 9.19 }, end: null, candidates: [] },
        totals: { lunchBreak: null },
        createdById: ownerId,
      },
    });
    const imported = await prisma.import.create({
      data: {
        type: 'clients',
        status: 'READY',
        fileName: 'a.csv',
        encoding: 'UTF-8',
        mapping: {},
        createdById: ownerId,
      },
    });
    const session = await prisma.session.create({
      data: { userId: ownerId, expiresAt: new Date(Date.now() + 86_400_000) },
    });
    owned.set(person.id, {
      client: client.id,
      contact: contact.id,
      opportunity: opportunity.id,
      activity: activity.id,
      visit: visit.id,
      route: route.id,
      import: imported.id,
      pipeline: pipeline.id,
      stage: stageId,
      user: ownerId,
      team: person.teamId ?? randomUUID(),
      session: session.id,
    });
  }
  return {
    stageId,
    of: (person) => {
      const belongings = owned.get(person.id);
      if (!belongings) throw new Error(`${person.email} owns nothing in this world`);
      return belongings;
    },
  };
}
