import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { diff, JournalService } from '../../platform/journal/index.js';
import type { Activity, Prisma } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import { activityFacts } from './activity-facts.js';

export type ActivityVerb = 'created' | 'updated' | 'completed' | 'reopened' | 'deleted';

/** Writes an activity together with its journal row. */
@Injectable()
export class ActivityWriter {
  constructor(private readonly journal: JournalService) {}

  /** What really changes; nothing is written when that is nothing. */
  async change(
    tx: Tx,
    actor: Principal,
    verb: ActivityVerb,
    before: Activity,
    changes: Partial<Activity>,
  ): Promise<Activity> {
    const facts = diff(before, changes);
    if (Object.keys(facts).length === 0) return before;
    const data = { ...changes, version: { increment: 1 }, updatedById: actor.userId };
    const after = await tx.activity.update({ where: { id: before.id }, data });
    await this.record(tx, actor, verb, after, { ...activityFacts(after), changes: facts });
    return after;
  }

  record(
    tx: Tx,
    actor: Principal,
    verb: ActivityVerb,
    { id, clientId, ownerId }: Activity,
    facts: Prisma.InputJsonObject,
  ): Promise<void> {
    return this.journal.record(tx, actor, {
      ...{ action: `activity.${verb}`, entity: 'activity', entityId: id },
      ...{ clientId, ownerId, facts },
    });
  }
}
