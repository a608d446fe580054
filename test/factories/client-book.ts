import type { Client, Visit } from '#app/platform/prisma/generated/client.js';
import type { Person } from '../support/people.ts';
import type { Story } from '../support/story.ts';
import type { DealBook } from './deal-book.ts';
import { createVisit } from './visit.ts';

type Lifecycle = Client['lifecycle'];

interface Came {
  at: string;
  lifecycle?: Lifecycle;
  source?: string;
  visitIntervalDays?: number;
}

/** Clients with any past, straight into the database, each change with its journal row as the application writes it. */
export interface ClientBook {
  create: (owner: Person, came: Came) => Promise<string>;
  /** Another owner, lifecycle, source or interval from that moment on. */
  change: (
    id: string,
    at: string,
    fields: Partial<Pick<Client, 'ownerId' | 'lifecycle' | 'source' | 'visitIntervalDays'>>,
  ) => Promise<void>;
  /** A done call. */
  call: (clientId: string, by: Person, at: string) => Promise<string>;
  /** A completed visit of half an hour. */
  visit: (clientId: string, by: Person, at: string, end?: Partial<Visit>) => Promise<string>;
  /** A won deal. */
  sell: (clientId: string, by: Person, at: string) => Promise<string>;
}

export function openClientBook(story: Story, deals: DealBook): ClientBook {
  const { prisma } = story;
  const record = (action: string, entityId: string) =>
    prisma.journalEntry.create({ data: { action, entity: action.split('.')[0] ?? '', entityId } });
  let made = 0;

  return {
    async create(owner, { at, ...fields }) {
      made += 1;
      const data = { ...fields, name: `Client ${made}`, ownerId: owner.id, createdAt: new Date(at) };
      const { id } = await prisma.client.create({ data });
      await record('client.created', id);
      return id;
    },
    async change(id, at, fields) {
      await prisma.client.update({ where: { id }, data: { ...fields, updatedAt: new Date(at) } });
      await record('ownerId' in fields ? 'client.assigned' : 'client.updated', id);
    },
    async call(clientId, { id: ownerId }, at) {
      const data = { type: 'CALL' as const, subject: 'Call', clientId, ownerId, doneAt: new Date(at) };
      const { id } = await prisma.activity.create({ data });
      await record('activity.created', id);
      return id;
    },
    async visit(clientId, by, at, end = {}) {
      const { id, scheduledAt, endsAt } = await createVisit(story, by, { clientId, scheduledAt: at });
      const done = { status: 'COMPLETED' as const, checkedInAt: scheduledAt, checkedOutAt: endsAt };
      await prisma.visit.update({ where: { id }, data: { ...done, ...end } });
      await record('visit.checked-out', id);
      return id;
    },
    async sell(clientId, by, at) {
      const id = await deals.create(by, { at });
      await prisma.opportunity.update({ where: { id }, data: { clientId } });
      await deals.move(id, 'Won', at);
      return id;
    },
  };
}
