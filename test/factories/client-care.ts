import type { Client } from '#app/platform/prisma/generated/client.js';
import type { Person } from '../support/people.ts';
import type { Story } from '../support/story.ts';
import { createVisit } from './visit.ts';

type Changes = Partial<
  Pick<Client, 'ownerId' | 'lifecycle' | 'deletedAt' | 'visitIntervalDays' | 'pointOfSaleType'>
>;

/** Clients and their completed visits, straight into the database at any time, with the journal's rows. */
export interface ClientCare {
  create: (owner: Person, at: string, fields?: Changes) => Promise<string>;
  change: (id: string, at: string, changes: Changes) => Promise<void>;
  visit: (agent: Person, clientId: string, at: string) => Promise<string>;
}

export function careOfClients(story: Story): ClientCare {
  const { prisma } = story;
  const record = (action: string, entity: string, entityId: string) =>
    prisma.journalEntry.create({ data: { action, entity, entityId } });
  return {
    async create(owner, at, fields = {}) {
      const moment = new Date(at);
      const { id } = await prisma.client.create({
        data: { name: 'Svapo', ownerId: owner.id, createdAt: moment, updatedAt: moment, ...fields },
      });
      await record('client.created', 'client', id);
      return id;
    },
    async change(id, at, changes) {
      await prisma.client.update({ where: { id }, data: { ...changes, updatedAt: new Date(at) } });
      await record(changes.deletedAt ? 'client.deleted' : 'client.updated', 'client', id);
    },
    async visit(agent, clientId, at) {
      const { id } = await createVisit(story, agent, { clientId, scheduledAt: at, status: 'COMPLETED' });
      await record('visit.checked-out', 'visit', id);
      return id;
    },
  };
}
