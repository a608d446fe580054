import type { UserDirectory } from '../../auth/index.js';
import type { Principal } from '../../platform/access/index.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';

/** Who does an activity, before a change. */
export interface Doers {
  ownerId: string;
  assigneeIds: string[];
}

/**
 * The assignees after a change: each newcomer is somebody to whom the actor may give it, who was there stays, and the
 * owner is not among them.
 * @param named undefined: as they were
 * @throws DomainError OWNER_UNKNOWN (400), FORBIDDEN (403)
 */
export async function resolveAssignees(
  tx: Tx,
  users: UserDirectory,
  actor: Principal,
  before: Doers,
  named: readonly string[] | undefined,
): Promise<string[]> {
  const given = named ?? before.assigneeIds;
  const known = new Set([before.ownerId, ...before.assigneeIds]);
  for (const [index, id] of given.entries()) {
    if (!known.has(id)) await users.resolveOwner(tx, actor, id, 'activity:assign', `/assigneeIds/${index}`);
  }
  return given.filter((id) => id !== before.ownerId);
}
