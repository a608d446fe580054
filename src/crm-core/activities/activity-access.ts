import { type Principal, within } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import type { Activity, Prisma } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import { lockActivity } from './activity.queries.js';

/** What one reads: one's own, and what concerns one's clients. */
export function visibleTo(actor: Principal): Prisma.ActivityWhereInput {
  return within(actor.scope('activity:read'), 'owner', 'client.owner');
}

/**
 * One activity, held for a writer whose permission reaches its owner.
 * @throws DomainError NOT_FOUND, ACTIVITY_NOT_YOURS (403)
 */
export async function lockOwn(
  tx: Tx,
  actor: Principal,
  id: string,
  permission: 'activity:update' | 'activity:delete',
): Promise<Activity> {
  await lockActivity(tx, id);
  const activity = await tx.activity.findFirst({
    where: { AND: [{ id, deletedAt: null }, visibleTo(actor)] },
  });
  if (!activity) throw DomainError.notFound('activity');
  const own = within<Prisma.ActivityWhereInput>(actor.scope(permission), 'owner');
  if (await tx.activity.findFirst({ where: { AND: [{ id }, own] }, select: { id: true } })) return activity;
  throw new DomainError(
    'forbidden',
    'ACTIVITY_NOT_YOURS',
    'You see this activity because its client is yours; only its owner changes it.',
  );
}
