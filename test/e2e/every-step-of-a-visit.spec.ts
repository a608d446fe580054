import { TRANSITIONS, type VisitStatus, type VisitStep } from '#app/visits/visits/domain/transitions.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from '../factories/client.ts';
import { createVisit } from '../factories/visit.ts';
import { startStory, type Story } from '../support/story.ts';

const STATUSES: readonly VisitStatus[] = [
  ...(['PLANNED', 'CONFIRMED', 'CHECKED_IN', 'COMPLETED'] as const),
  ...(['NO_SHOW', 'SKIPPED', 'CANCELLED'] as const),
];
const BODIES: Readonly<Record<VisitStep, object>> = {
  confirm: {},
  'check-in': {},
  'check-out': { outcome: 'OTHER' },
  'no-show': {},
  skip: { reason: 'chiuso' },
  cancel: { reason: 'chiuso' },
};
/** The table once more, written by hand: from each status what each step leads to, and nothing else. */
const LEADS_TO: Readonly<Record<VisitStatus, Partial<Record<VisitStep, VisitStatus>>>> = {
  PLANNED: {
    ...{ confirm: 'CONFIRMED', 'check-in': 'CHECKED_IN' },
    ...{ 'no-show': 'NO_SHOW', skip: 'SKIPPED', cancel: 'CANCELLED' },
  },
  CONFIRMED: {
    'check-in': 'CHECKED_IN',
    ...{ 'no-show': 'NO_SHOW', skip: 'SKIPPED', cancel: 'CANCELLED' },
  },
  CHECKED_IN: { 'check-out': 'COMPLETED' },
  COMPLETED: {},
  NO_SHOW: {},
  SKIPPED: {},
  CANCELLED: {},
};
const STEPS = Object.keys(TRANSITIONS) as VisitStep[];

describe('every step of a visit', () => {
  let story: Story;
  let clientId: string;
  let hour = 0;
  beforeAll(async () => {
    story = await startStory();
    clientId = (await createClient(story, story.people.aldo, { name: 'Edicola' })).id;
  });
  afterAll(() => story.end());

  /** A visit of Aldo's in an hour of its own. */
  const aVisit = (status: VisitStatus) => {
    hour += 1;
    const scheduledAt = new Date(Date.UTC(2026, 2, 2, hour)).toISOString();
    return createVisit(story, story.people.aldo, { clientId, scheduledAt, status });
  };
  const stored = (id: string) => story.prisma.visit.findUniqueOrThrow({ where: { id } });

  it.each(STATUSES.flatMap((status) => STEPS.map((step) => [status, step] as const)))(
    'from %s by %s leads where the table says, or is refused and changes nothing',
    async (status, step) => {
      const visit = await aVisit(status);
      const answer = await story.as(story.people.aldo).post(`/visits/${visit.id}/${step}`).send(BODIES[step]);
      const next = LEADS_TO[status][step];
      if (next !== undefined) {
        expect(answer.status).toBe(200);
        expect(answer.body).toMatchObject({ status: next, version: 2 });
        return;
      }
      expect(answer.status).toBe(409);
      expect(answer.body).toMatchObject({
        ...{ code: 'VISIT_TRANSITION', currentStatus: status },
        allowedSteps: STEPS.filter((allowed) => LEADS_TO[status][allowed] !== undefined),
      });
      expect(await stored(visit.id)).toEqual(visit);
      expect(await story.prisma.journalEntry.count({ where: { entityId: visit.id } })).toBe(0);
    },
  );

  it.each(STATUSES)('a visit that is %s may be edited as far as it has not happened', async (status) => {
    const open = status === 'PLANNED' || status === 'CONFIRMED';
    const visit = await aVisit(status);
    const edit = (body: object) => story.as(story.people.aldo).patch(`/visits/${visit.id}`).send(body);
    for (const body of [
      { scheduledAt: new Date(visit.scheduledAt.getTime() + 60_000).toISOString() },
      ...[{ durationMinutes: 25 }, { purpose: 'Ordine' }, { fixed: true }],
    ]) {
      const answer = await edit(body);
      expect([answer.status, answer.body.code]).toEqual(open ? [200, undefined] : [409, 'VISIT_NOT_OPEN']);
    }
    expect((await edit({ notes: 'Torna Maria', nextAction: 'chiamare' })).status).toBe(200);
    expect((await stored(visit.id)).status).toBe(status);
    const removed = await story.as(story.people.aldo).delete(`/visits/${visit.id}`);
    expect(removed.status).toBe(open ? 204 : 409);
  });
});
