import { type Arbitrary, constantFrom, integer, record, sample } from 'fast-check';
import type { Person } from '../support/people.ts';
import type { Story } from '../support/story.ts';
import type { ClientBook } from './client-book.ts';

const ACTS = [
  ...Array<'create'>(6).fill('create'),
  ...Array<'lifecycle'>(5).fill('lifecycle'),
  ...Array<'visit'>(4).fill('visit'),
  ...Array<'sell'>(4).fill('sell'),
  ...(['assign', 'assign', 'call', 'call', 'edit', 'changeVisit', 'moveDeal', 'removeDeal'] as const),
  ...(['delete', 'restore', 'merge', 'undoMerge'] as const),
] as const;
const LIFECYCLES = ['LEAD', 'PROSPECT', 'CUSTOMER', 'CUSTOMER', 'DORMANT', 'LOST'] as const;

interface Step {
  act: (typeof ACTS)[number];
  /** Which of the things there are. */
  pick: number;
  minutes: number;
  lifecycle: (typeof LIFECYCLES)[number];
  owner: number;
}

const STEP: Arbitrary<Step> = record({
  act: constantFrom<Step['act'][]>(...ACTS),
  pick: integer({ min: 0, max: 9_999 }),
  minutes: integer({ min: 1, max: 500_000 }),
  lifecycle: constantFrom(...LIFECYCLES),
  owner: integer({ min: 0, max: 2 }),
});

/** The same steps for the same seed. */
export function randomClientSteps(seed: number, count: number): Step[] {
  return sample(STEP, { seed, numRuns: count });
}

/** A history of clients that goes one step further at each call, two years long at most. */
export function randomClientHistory(story: Story, clients: ClientBook): (step: Step) => Promise<void> {
  const { prisma, people } = story;
  const owners: Person[] = [people.aldo, people.alma, people.beppe];
  const boss = story.as(people.admin);
  const ids: string[] = [];
  const visits: string[] = [];
  const deals: string[] = [];
  const merges: string[] = [];
  const pickOf = <Item>(items: Item[], pick: number): Item | undefined =>
    items[pick % Math.max(items.length, 1)];
  const tell = (action: string, entityId: string, facts = {}) =>
    prisma.journalEntry.create({ data: { action, entity: action.split('.')[0] ?? '', entityId, facts } });

  return async ({ act, pick, minutes, lifecycle, owner: ownerIndex }) => {
    const owner = owners[ownerIndex] ?? people.aldo;
    const id = pickOf(ids, pick);
    const at = new Date(Date.parse('2025-03-01T00:30:00Z') + minutes * 60_000).toISOString();
    if (act === 'create') {
      const source = ['fair', 'website', undefined][pick % 3];
      ids.push(await clients.create(owner, { at, lifecycle, ...(source && { source }) }));
      return;
    }
    if (!id) return;
    switch (act) {
      case 'lifecycle':
        return clients.change(id, at, { lifecycle });
      case 'assign':
        return clients.change(id, at, { ownerId: owner.id });
      case 'edit':
        return clients.change(id, at, {
          visitIntervalDays: [null, 14, 30, 60][pick % 4] ?? null,
          source: ['fair', null][pick % 2] ?? null,
        });
      case 'call':
        return void (await clients.call(id, owner, at));
      case 'visit': {
        const outcome = pick % 2 === 0 ? ('ORDER' as const) : null;
        const opportunityId = pick % 3 === 0 ? (pickOf(deals, pick) ?? null) : null;
        return void visits.push(await clients.visit(id, owner, at, { outcome, opportunityId }));
      }
      case 'sell':
        return void deals.push(await clients.sell(id, owner, at));
      case 'changeVisit': {
        const visit = pickOf(visits, pick);
        if (!visit) return;
        const undone = pick % 2 === 0 ? { deletedAt: new Date() } : { outcome: 'OTHER' as const };
        await prisma.visit.update({ where: { id: visit }, data: undone });
        return void (await tell('visit.updated', visit));
      }
      case 'moveDeal':
      case 'removeDeal': {
        const deal = pickOf(deals, pick);
        if (!deal) return;
        const { clientId: from } = await prisma.opportunity.findUniqueOrThrow({ where: { id: deal } });
        const data = act === 'moveDeal' ? { clientId: id } : { deletedAt: new Date() };
        await prisma.opportunity.update({ where: { id: deal }, data });
        const facts = act === 'moveDeal' ? { clientId: { from, to: id } } : {};
        return void (await tell(`opportunity.${act === 'moveDeal' ? 'updated' : 'deleted'}`, deal, facts));
      }
      case 'delete':
        return void (await boss.delete(`/clients/${id}`));
      case 'restore':
        return void (await boss.post(`/clients/${id}/restore`));
      case 'merge': {
        const sourceId = pickOf(ids, pick + 1 + (minutes % 7));
        const { body } = await boss.post(`/clients/${id}/merge`).send({ sourceId });
        if (body.mergeId) merges.push(body.mergeId as string);
        return;
      }
      case 'undoMerge':
        return void (await boss.post(`/merges/${pickOf(merges, pick) ?? id}/undo`));
    }
  };
}
