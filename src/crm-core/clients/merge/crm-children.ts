import { Injectable, type OnModuleInit } from '@nestjs/common';
import { JournalService } from '../../../platform/journal/index.js';
import type { Prisma } from '../../../platform/prisma/generated/client.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import { activityFacts } from '../../activities/activity-facts.js';
import { opportunityFacts } from '../../opportunities/opportunity-facts.js';
import { type ClientChange, ClientChildren, goingBack } from './client-children.service.js';

/** The children that this module itself gives to a client. */
@Injectable()
export class CrmChildren implements OnModuleInit {
  constructor(
    private readonly children: ClientChildren,
    private readonly journal: JournalService,
  ) {}

  onModuleInit(): void {
    this.children.add(
      {
        key: 'opportunities.client_id',
        name: 'opportunities',
        count: (tx, clientId) => tx.opportunity.count({ where: { clientId, deletedAt: null } }),
        move: (tx, change) => this.moveDeals(tx, change, {}),
        moveBack: (tx, change) => this.moveDeals(tx, change, { id: { in: [...change.keys] } }),
        keeps: async (tx, clientId) => {
          const count = await tx.opportunity.count({ where: { clientId, deletedAt: null } });
          return count > 0 ? `${count} of its opportunities stand in the figures` : undefined;
        },
        purge: (tx, clientId) => tx.opportunity.deleteMany({ where: { clientId } }),
      },
      {
        key: 'contacts.client_id',
        name: 'contacts',
        count: (tx, clientId) => tx.contact.count({ where: { clientId, deletedAt: null } }),
        move: (tx, change) => this.moveContacts(tx, change, {}),
        moveBack: (tx, change) => this.moveContacts(tx, change, { id: { in: [...change.keys] } }),
        keeps: nothing,
        purge: (tx, clientId) => tx.contact.deleteMany({ where: { clientId } }),
      },
      {
        key: 'activities.client_id',
        name: 'activities',
        count: (tx, clientId) => tx.activity.count({ where: { clientId, deletedAt: null } }),
        move: (tx, change) => this.moveActivities(tx, change, {}),
        moveBack: (tx, change) => this.moveActivities(tx, change, goingBack(change)),
        keeps: nothing,
        purge: (tx, clientId) =>
          tx.activity.deleteMany({ where: { OR: [{ clientId }, { opportunity: { is: { clientId } } }] } }),
      },
    );
  }

  private async moveDeals(
    tx: Tx,
    change: ClientChange,
    which: Prisma.OpportunityWhereInput,
  ): Promise<string[]> {
    const where = { AND: [{ clientId: change.fromId }, which] };
    const rows = await tx.opportunity.updateManyAndReturn({ where, data: newClient(change) });
    await this.record(tx, change, 'opportunity', rows, (deal) =>
      opportunityFacts({ ...deal, clientId: change.fromId }, deal, changed(change)),
    );
    return rows.map(({ id }) => id);
  }

  private async moveContacts(
    tx: Tx,
    change: ClientChange,
    which: Prisma.ContactWhereInput,
  ): Promise<string[]> {
    const where = { AND: [{ clientId: change.fromId }, which] };
    const rows = await tx.contact.updateManyAndReturn({ where, data: newClient(change) });
    await this.record(tx, change, 'contact', rows, () => changed(change));
    return rows.map(({ id }) => id);
  }

  private async moveActivities(
    tx: Tx,
    change: ClientChange,
    which: Prisma.ActivityWhereInput,
  ): Promise<string[]> {
    const where = { AND: [{ clientId: change.fromId }, which] };
    const rows = await tx.activity.updateManyAndReturn({ where, data: newClient(change) });
    await this.record(tx, change, 'activity', rows, (activity) => ({
      ...activityFacts(activity),
      changes: changed(change),
    }));
    return rows.map(({ id }) => id);
  }

  /** One row for each living child, as an edit of its client would write it. */
  private async record<Row extends { id: string; ownerId?: string; deletedAt: Date | null }>(
    tx: Tx,
    { actor, toId, ownerId, mergeId }: ClientChange,
    entity: 'contact' | 'opportunity' | 'activity',
    rows: readonly Row[],
    facts: (row: Row) => Prisma.InputJsonObject,
  ): Promise<void> {
    const living = rows.filter(({ deletedAt }) => deletedAt === null);
    const records = living.map((row) => ({
      ...{ action: `${entity}.updated` as const, entity, entityId: row.id, clientId: toId },
      ...{ ownerId: row.ownerId ?? ownerId, facts: { ...facts(row), mergeId } },
    }));
    await this.journal.recordMany(tx, actor, records);
  }
}

const nothing = (): Promise<undefined> => Promise.resolve(undefined);

const newClient = ({ actor, toId }: ClientChange) => ({
  ...{ clientId: toId, version: { increment: 1 }, updatedById: actor.userId },
});

const changed = ({ fromId, toId }: ClientChange): Prisma.InputJsonObject => ({
  clientId: { from: fromId, to: toId },
});
