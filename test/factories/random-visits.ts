import { type Arbitrary, constantFrom, integer, record, sample } from 'fast-check';
import { businessDateOf, fromDateColumn } from '#app/platform/time/rome.js';
import type { Story } from '../support/story.ts';
import { createVisit } from './visit.ts';

const ACTS = [
  'plan',
  'plan',
  'plan',
  'import',
  'import',
  'step',
  'step',
  'step',
  'reschedule',
  'move',
  'delete',
  'purge',
  'merge',
  'undo',
  'assign',
  'edit',
  'bin',
  'fail',
] as const;
const STEPS = ['confirm', 'check-in', 'check-out', 'skip', 'no-show', 'cancel'] as const;
const STATUSES = ['COMPLETED', 'COMPLETED', 'PLANNED', 'CONFIRMED', 'CHECKED_IN', 'CANCELLED'] as const;

interface VisitStep {
  act: (typeof ACTS)[number];
  step: (typeof STEPS)[number];
  status: (typeof STATUSES)[number];
  /** Which of the things there are. */
  pick: number;
  other: number;
  hours: number;
}

const STEP: Arbitrary<VisitStep> = record({
  act: constantFrom<VisitStep['act'][]>(...ACTS),
  step: constantFrom<VisitStep['step'][]>(...STEPS),
  status: constantFrom<VisitStep['status'][]>(...STATUSES),
  pick: integer({ min: 0, max: 9_999 }),
  other: integer({ min: 0, max: 9_999 }),
  hours: integer({ min: 0, max: 4_000 }),
});

/** The same steps for the same seed. */
export function visitSteps(seed: number, count: number): VisitStep[] {
  return sample(STEP, { seed, numRuns: count });
}

/** A history of visits with these clients, over HTTP and by writers of other kinds, one step further at each call. */
export function randomVisits(story: Story, clients: readonly string[]): (step: VisitStep) => Promise<void> {
  const { prisma, people } = story;
  const anna = story.as(people.anna);
  const admin = story.as(people.admin);
  const visits: string[] = [];
  const merges: string[] = [];
  const pickOf = (items: readonly string[], pick: number): string =>
    items[pick % Math.max(items.length, 1)] ?? clients[0] ?? '';

  return async ({ act, step, status, pick, other, hours }) => {
    const at = new Date(Date.UTC(2026, 0, 5) + hours * 3_600_000).toISOString();
    const [clientId, visit] = [pickOf(clients, other), pickOf(visits, pick)];
    const agent = pick % 2 ? people.aldo : people.alma;
    switch (act) {
      case 'plan': {
        const { body } = await anna.post('/visits').send({ clientId, agentId: agent.id, scheduledAt: at });
        if (body.id) visits.push(body.id as string);
        break;
      }
      case 'import': {
        const taken = await prisma.visit.findFirst({
          where: { agentId: agent.id, scheduledAt: at, status: { not: 'COMPLETED' } },
        });
        if (!taken) visits.push((await createVisit(story, agent, { clientId, scheduledAt: at, status })).id);
        break;
      }
      case 'step': {
        const needs = { 'check-out': { outcome: 'OTHER' }, skip: { reason: 'X' }, cancel: { reason: 'X' } };
        await anna.post(`/visits/${visit}/${step}`).send(needs[step as 'skip'] ?? {});
        break;
      }
      case 'reschedule':
        await anna.patch(`/visits/${visit}`).send({ scheduledAt: at });
        break;
      case 'move':
        await prisma.visit.updateMany({ where: { id: visit }, data: { clientId } });
        break;
      case 'delete':
        if (pick % 2) await anna.delete(`/visits/${visit}`);
        else await prisma.visit.updateMany({ where: { id: visit }, data: { deletedAt: at } });
        break;
      case 'purge':
        if (pick % 3 === 0) await prisma.visit.deleteMany({ where: { id: visit } });
        break;
      case 'merge': {
        const { body } = await anna
          .post(`/clients/${clientId}/merge`)
          .send({ sourceId: pickOf(clients, pick) });
        if (body.mergeId) merges.push(body.mergeId as string);
        break;
      }
      case 'undo':
        await anna.post(`/merges/${pickOf(merges, pick)}/undo`);
        break;
      case 'assign':
        await admin
          .post(`/clients/${clientId}/assign`)
          .send({ ownerId: pick % 3 ? agent.id : people.bruno.id });
        break;
      case 'edit': {
        const edits = [
          { visitIntervalDays: 7 + (pick % 90) },
          { visitIntervalDays: null },
          { pointOfSaleType: 'FARMACIA' },
          { pointOfSaleType: null },
          { lifecycle: 'LOST' },
          { lifecycle: 'CUSTOMER' },
        ];
        await admin.patch(`/clients/${clientId}`).send(edits[pick % edits.length]);
        break;
      }
      case 'bin':
        if (pick % 2) await admin.delete(`/clients/${clientId}`);
        else await admin.post(`/clients/${clientId}/restore`);
        break;
      case 'fail':
        // What is taken back leaves nothing behind.
        await prisma
          .$transaction(async (tx) => {
            await tx.visit.updateMany({ where: { clientId }, data: { deletedAt: at } });
            throw new Rollback();
          })
          .catch((error: unknown) => {
            if (!(error instanceof Rollback)) throw error;
          });
        break;
    }
  };
}

class Rollback extends Error {}

const BOOKED: readonly string[] = ['PLANNED', 'CONFIRMED', 'CHECKED_IN'];

/** What is kept of each client's cadence, when clients and visits are read again. */
export async function recountCadences({ prisma }: Story, clients: readonly string[]) {
  const rows = await prisma.client.findMany({
    where: { id: { in: [...clients] } },
    include: { visits: { where: { deletedAt: null } } },
    orderBy: { id: 'asc' },
  });
  return rows.map((client) => {
    const latest = (statuses: readonly string[]): Date | null =>
      client.visits
        .filter(({ status }) => statuses.includes(status))
        .map(({ scheduledAt }) => scheduledAt)
        .reduce<Date | null>((last, at) => (last && last > at ? last : at), null);
    const lastVisitAt = latest(['COMPLETED']);
    return {
      clientId: client.id,
      ownerId: client.ownerId,
      teamId: client.teamId,
      visitable: client.deletedAt === null && client.lifecycle !== 'LOST',
      pace: String(client.visitIntervalDays ?? client.pointOfSaleType ?? 'OTHER'),
      lastVisitAt,
      visited: lastVisitAt !== null,
      sinceOn: businessDateOf(lastVisitAt ?? client.createdAt),
      bookedUntil: latest(BOOKED),
    };
  });
}

/** The same from the table. */
export async function keptCadences({ prisma }: Story, clients: readonly string[]) {
  const rows = await prisma.clientCadence.findMany({
    where: { clientId: { in: [...clients] } },
    orderBy: { clientId: 'asc' },
  });
  return rows.map((row) => ({ ...row, sinceOn: fromDateColumn(row.sinceOn) }));
}
