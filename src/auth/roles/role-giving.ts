import type { Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import { assertNotAbove, rightsOf, RIGHTS_COLUMNS } from '../permissions/rights.js';
import { holdRole } from './role.queries.js';

/**
 * Checks that an actor may give this role away; it stays as it is until the transaction ends.
 * @throws DomainError ROLE_UNKNOWN (400), ABOVE_OWN_RIGHTS (403)
 */
export async function assertMayGive(tx: Tx, actor: Principal, key: string): Promise<void> {
  await holdRole(tx, key);
  const role = await tx.role.findUnique({ where: { key }, select: RIGHTS_COLUMNS });
  if (!role) throw DomainError.field('/role', 'ROLE_UNKNOWN', `There is no role ${key}.`);
  assertNotAbove(actor.rights, rightsOf(role));
}

/**
 * Checks that an actor may act on an account: who could set the password or the state of a mightier one would have its rights.
 * @throws DomainError ABOVE_OWN_RIGHTS (403)
 */
export async function assertMayKeep(tx: Tx, actor: Principal, user: { role: string }): Promise<void> {
  const role = await tx.role.findUniqueOrThrow({ where: { key: user.role }, select: RIGHTS_COLUMNS });
  assertNotAbove(actor.rights, rightsOf(role));
}
