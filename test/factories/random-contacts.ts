import { type Arbitrary, constantFrom, integer, record, sample } from 'fast-check';
import type { Story } from '../support/story.ts';
import { createVisit } from './visit.ts';

const TYPES = ['CALL', 'EMAIL', 'MEETING', 'NOTE', 'TASK'] as const;
const ACTS = [
  'tell',
  'tell',
  'tell',
  'visit',
  'redate',
  'reopen',
  'move',
  'moveVisit',
  'hush',
  'delete',
  'deleteVisit',
  'merge',
  'undo',
] as const;

interface ContactStep {
  act: (typeof ACTS)[number];
  type: (typeof TYPES)[number];
  /** Which of the things there are. */
  pick: number;
  other: number;
  hours: number;
}

const STEP: Arbitrary<ContactStep> = record({
  act: constantFrom<ContactStep['act'][]>(...ACTS),
  type: constantFrom<ContactStep['type'][]>(...TYPES),
  pick: integer({ min: 0, max: 9_999 }),
  other: integer({ min: 0, max: 9_999 }),
  hours: integer({ min: 0, max: 2_000 }),
});

/** The same steps for the same seed. */
export function contactSteps(seed: number, count: number): ContactStep[] {
  return sample(STEP, { seed, numRuns: count });
}

/** A history of contacts with these clients, over HTTP and by writers of other kinds, one step further at each call. */
export function randomContacts(
  story: Story,
  clients: readonly string[],
): (step: ContactStep) => Promise<void> {
  const { prisma, people } = story;
  const api = story.as(people.anna);
  const activities: string[] = [];
  const visits: string[] = [];
  const merges: string[] = [];
  const pickOf = (items: readonly string[], pick: number): string =>
    items[pick % Math.max(items.length, 1)] ?? '';

  return async ({ act, type, pick, other, hours }) => {
    const at = new Date(Date.UTC(2026, 0, 5) + hours * 3_600_000).toISOString();
    const [clientId, activity, visit] = [
      pickOf(clients, other),
      pickOf(activities, pick),
      pickOf(visits, pick),
    ];
    switch (act) {
      case 'tell': {
        const outcome = type === 'CALL' && pick % 3 === 0 ? { callOutcome: 'VOICEMAIL' } : {};
        const { body } = await api
          .post('/activities')
          .send({ type, subject: 'X', clientId, doneAt: at, ...outcome });
        if (body.id) activities.push(body.id as string);
        break;
      }
      case 'visit':
        visits.push(
          (
            await createVisit(story, people.aldo, {
              clientId,
              scheduledAt: at,
              status: pick % 3 ? 'COMPLETED' : 'NO_SHOW',
            })
          ).id,
        );
        break;
      case 'redate':
        await api.patch(`/activities/${activity}`).send({ doneAt: at });
        break;
      case 'reopen':
        await api.patch(`/activities/${activity}`).send({ doneAt: null });
        break;
      case 'move':
        await api.patch(`/activities/${activity}`).send({ clientId });
        break;
      case 'moveVisit':
        await prisma.visit.updateMany({
          where: { id: visit || clientId },
          data: { clientId, checkedInAt: at },
        });
        break;
      case 'hush':
        await api.patch(`/activities/${activity}`).send({ callOutcome: pick % 2 ? 'BUSY' : null });
        break;
      case 'delete':
        // For good, as a purge does; or as people do.
        if (pick % 4 === 0) await prisma.activity.deleteMany({ where: { id: activity || clientId } });
        else await api.delete(`/activities/${activity}`);
        break;
      case 'deleteVisit':
        await prisma.visit.updateMany({ where: { id: visit || clientId }, data: { deletedAt: at } });
        break;
      case 'merge': {
        const { body } = await api
          .post(`/clients/${clientId}/merge`)
          .send({ sourceId: pickOf(clients, pick) });
        if (body.mergeId) merges.push(body.mergeId as string);
        break;
      }
      case 'undo':
        await api.post(`/merges/${pickOf(merges, pick)}/undo`);
        break;
    }
  };
}

const CONTACTS: readonly string[] = ['CALL', 'EMAIL', 'MEETING'];

/** What each client's first contact is when everything is read again. */
export async function recountFirstContact({ prisma }: Story, clients: readonly string[]) {
  const where = { clientId: { in: [...clients] }, deletedAt: null };
  const calls = (await prisma.activity.findMany({ where })).filter(
    ({ type, callOutcome }) =>
      CONTACTS.includes(type) && (callOutcome === null || callOutcome === 'ANSWERED'),
  );
  const visits = await prisma.visit.findMany({ where: { ...where, status: 'COMPLETED' } });
  const contacts = [
    ...calls.flatMap(({ id, clientId, type, doneAt, ownerId }) =>
      doneAt ? [{ id, clientId, kind: type, at: doneAt, by: ownerId }] : [],
    ),
    ...visits.map(({ id, clientId, checkedInAt, scheduledAt, agentId }) => ({
      id,
      clientId,
      kind: 'VISIT',
      at: checkedInAt ?? scheduledAt,
      by: agentId,
    })),
  ].sort((one, other) => Number(one.at) - Number(other.at) || (one.id < other.id ? -1 : 1));
  return [...clients].sort().map((id) => {
    const first = contacts.find(({ clientId }) => clientId === id);
    return {
      id,
      firstContactAt: first?.at ?? null,
      firstContactKind: first?.kind ?? null,
      firstContactById: first?.by ?? null,
    };
  });
}
