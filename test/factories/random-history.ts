import { type Arbitrary, constantFrom, integer, record, sample } from 'fast-check';
import type { Person } from '../support/people.ts';
import type { Story } from '../support/story.ts';
import type { DealBook, StageName } from './deal-book.ts';
import { businessDateOf } from '#app/platform/time/rome.js';
import { storeEmptyRoute } from './route.ts';
import { createVisit } from './visit.ts';

const ACTS = [
  ...Array<'create'>(6).fill('create'),
  ...Array<'move'>(14).fill('move'),
  ...[
    'assign',
    'assign',
    'edit',
    'edit',
    'remove',
    'reorder',
    'deleteClient',
    'visit',
    'visit',
    'visit',
    'changeVisit',
    'changeVisit',
    'changeVisit',
    'changeVisit',
    'changeVisit',
    'route',
  ],
] as const;

interface Step {
  act: (typeof ACTS)[number];
  /** Which of the things there are. */
  pick: number;
  hours: number;
  stage: StageName;
  owner: number;
  cents: number;
}

const STEP: Arbitrary<Step> = record({
  act: constantFrom<Step['act'][]>(...ACTS),
  pick: integer({ min: 0, max: 9_999 }),
  hours: integer({ min: 1, max: 400 }),
  stage: constantFrom<StageName>('New', 'Offer', 'Closing', 'Won', 'Lost'),
  owner: integer({ min: 0, max: 2 }),
  cents: integer({ min: 0, max: 9_999_999 }),
});

/** The same steps for the same seed. */
export function randomSteps(seed: number, count: number): Step[] {
  return sample(STEP, { seed, numRuns: count });
}

/** A history of deals and visits that goes one step further at each call. */
export function randomHistory(story: Story, deals: DealBook): (step: Step) => Promise<void> {
  const { prisma, people } = story;
  const owners: Person[] = [people.aldo, people.alma, people.beppe];
  const living = new Map<string, Date>();
  const visits: string[] = [];
  const later = (at: Date, hours: number): Date => new Date(at.getTime() + hours * 3_600_000);
  const pickOf = <Item>(items: Item[], pick: number): Item | undefined =>
    items[pick % Math.max(items.length, 1)];
  const record = (action: string, entity: string, entityId: string) =>
    prisma.journalEntry.create({ data: { action, entity, entityId } });

  return async ({ act, pick, hours, stage, owner: ownerIndex, cents }) => {
    const owner = owners[ownerIndex] ?? people.aldo;
    const amount = (cents / 100).toFixed(2);
    const deal = pickOf([...living.keys()], pick);
    const visit = pickOf(visits, pick);
    const someDay = later(new Date('2024-12-30T11:00:00Z'), hours * 40);
    switch (act) {
      case 'create': {
        const id = await deals.create(owner, {
          at: someDay.toISOString(),
          amount,
          expectedCloseDate: later(someDay, hours).toISOString().slice(0, 10),
        });
        living.set(id, someDay);
        break;
      }
      case 'move': {
        if (!deal) break;
        const at = later(living.get(deal) ?? someDay, pick % 3 === 0 ? 0.01 : hours / 4);
        await deals.move(deal, stage, at.toISOString());
        living.set(deal, at);
        break;
      }
      case 'assign':
        if (deal) await deals.assign(deal, owner);
        break;
      case 'edit':
        if (deal)
          await deals.edit(deal, {
            amount,
            expectedCloseDate: later(someDay, hours).toISOString().slice(0, 10),
          });
        break;
      case 'remove':
        if (deal) await deals.remove(deal);
        if (deal) living.delete(deal);
        break;
      case 'reorder': {
        // Free positions first: two stages never share one.
        const positions =
          (await prisma.pipelineStage.aggregate({ _max: { position: true } }))._max.position ?? 0;
        await prisma.pipelineStage.update({
          where: { id: deals.stageIds.Offer },
          data: { position: positions + 1 },
        });
        await record('stage.updated', 'stage', deals.stageIds.Offer);
        break;
      }
      case 'deleteClient': {
        const client = await prisma.client.create({ data: { name: 'Closing down', ownerId: owner.id } });
        if (!deal) break;
        await prisma.opportunity.update({
          where: { id: deal },
          data: { clientId: client.id, deletedAt: new Date() },
        });
        await record('client.deleted', 'client', client.id);
        living.delete(deal);
        break;
      }
      case 'visit': {
        const client = await prisma.client.create({ data: { name: 'Svapo', ownerId: owner.id } });
        await record('client.created', 'client', client.id);
        const { id } = await createVisit(story, owner, {
          clientId: client.id,
          scheduledAt: later(someDay, pick).toISOString(),
          status: 'NO_SHOW',
        });
        await record('visit.created', 'visit', id);
        visits.push(id);
        break;
      }
      case 'route': {
        if (!visit) break;
        const { agentId, clientId, scheduledAt } = await prisma.visit.findUniqueOrThrow({
          where: { id: visit },
        });
        const { id } = await storeEmptyRoute(prisma, agentId, new Date(businessDateOf(scheduledAt)));
        const at = { arrival: scheduledAt, serviceStart: scheduledAt, departure: scheduledAt };
        await prisma.routeStop.create({
          data: {
            ...{ routeId: id, sequence: 1, clientId, visitId: visit, ...at },
            ...{ waitingSeconds: 0, travelSeconds: hours, travelMeters: cents },
          },
        });
        await prisma.route.update({ where: { id }, data: { committed: pick % 3 !== 0 } });
        await record('route.planned', 'route', id);
        break;
      }
      case 'changeVisit': {
        if (!visit) break;
        const [scheduledAt, checkedOutAt] = [
          later(someDay, pick % 30),
          later(someDay, (pick % 30) + hours / 100),
        ];
        const leftOn = pick % 4 === 0 ? later(scheduledAt, -hours) : null;
        const data = {
          leftOn,
          scheduledAt,
          endsAt: later(scheduledAt, 1),
          checkedInAt: scheduledAt,
          checkedOutAt,
          agentId: owner.id,
          cancelledBy: null,
          deletedAt: null,
        };
        const end =
          pick % 8 === 0
            ? { deletedAt: new Date() }
            : pick % 7 === 0
              ? { status: 'CANCELLED' as const, cancelledBy: pick % 2 === 0 ? ('CLIENT' as const) : null }
              : { status: 'COMPLETED' as const, outcome: 'ORDER' as const, orderAmount: amount };
        await prisma.visit.update({ where: { id: visit }, data: { ...data, ...end } });
        await record('visit.updated', 'visit', visit);
        break;
      }
    }
  };
}
