import type { UserDirectory } from '../../auth/index.js';
import { type Permission, type Principal, within } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import type { Activity, Prisma } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import { lockActivity } from './activity.queries.js';

type Where = Prisma.ActivityWhereInput;

/** What one reads: what one owns or is assigned to, and what concerns one's clients. */
export async function visibleTo(actor: Principal, users: UserDirectory): Promise<Where> {
  const scope = actor.scope('activity:read');
  return reaching(users, scope, 'owner', 'client.owner');
}

/** What those whom the permission reaches have to do: as owner, or as one of the assignees. */
export function doneWithin(actor: Principal, users: UserDirectory, permission: Permission): Promise<Where> {
  return reaching(users, actor.scope(permission), 'owner');
}

async function reaching(
  users: UserDirectory,
  scope: ReturnType<Principal['scope']>,
  ...paths: string[]
): Promise<Where> {
  // The assignees stand in the row itself, without a relation.
  const members = scope.kind === 'own' ? [scope.userId] : await users.idsWithin(scope);
  if (members === null) return {};
  return { OR: [within<Where>(scope, ...paths), { assigneeIds: { hasSome: members } }] };
}

/** Who may write: the owner's side; or whoever has to do it. */
type Writers = 'owner' | 'doers';

/**
 * One activity, held for a writer whose permission reaches it.
 * @throws DomainError NOT_FOUND, ACTIVITY_NOT_YOURS (403)
 */
export async function lockOwn(
  tx: Tx,
  users: UserDirectory,
  actor: Principal,
  id: string,
  permission: 'activity:update' | 'activity:delete',
  writers: Writers = 'owner',
): Promise<Activity> {
  await lockActivity(tx, id);
  const activity = await tx.activity.findFirst({
    where: { AND: [{ id, deletedAt: null }, await visibleTo(actor, users)] },
  });
  if (!activity) throw DomainError.notFound('activity');
  const own =
    writers === 'owner'
      ? within<Where>(actor.scope(permission), 'owner')
      : await doneWithin(actor, users, permission);
  if (await tx.activity.findFirst({ where: { AND: [{ id }, own] }, select: { id: true } })) return activity;
  throw new DomainError(
    'forbidden',
    'ACTIVITY_NOT_YOURS',
    'You see this activity because its client is yours, or because you take part in it; only its owner changes it.',
  );
}
