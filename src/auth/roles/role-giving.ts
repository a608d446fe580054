import type { Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import { assertNotAbove, rightsOf, RIGHTS_COLUMNS, type RightsRow } from '../permissions/rights.js';
import { type AccountPlace, heldOver, rightsAt } from '../permissions/rights-over.js';
import { holdRole } from './role.queries.js';

/** An account, as far as its rights go. */
export interface RoleHolder extends AccountPlace {
  /** Key of the role. */
  readonly role: string;
}

/**
 * Checks that an actor may give an account this role in this team; the role stays as it is until the transaction ends.
 * @throws DomainError ROLE_UNKNOWN (400), ABOVE_OWN_RIGHTS (403)
 */
export async function assertMayGive(tx: Tx, actor: Principal, holder: RoleHolder): Promise<void> {
  const { role: key } = holder;
  await holdRole(tx, key);
  const role = await tx.role.findUnique({ where: { key }, select: RIGHTS_COLUMNS });
  if (!role) throw DomainError.field('/role', 'ROLE_UNKNOWN', `There is no role ${key}.`);
  assertReaches(actor, holder, role);
}

/**
 * Checks that an actor may act on an account: who could set the password or the state of a mightier one would have its rights.
 * @throws DomainError ABOVE_OWN_RIGHTS (403)
 */
export async function assertMayKeep(tx: Tx, actor: Principal, holder: RoleHolder): Promise<void> {
  const role = await tx.role.findUniqueOrThrow({ where: { key: holder.role }, select: RIGHTS_COLUMNS });
  assertReaches(actor, holder, role);
}

function assertReaches(actor: Principal, holder: RoleHolder, role: RightsRow): void {
  assertNotAbove(heldOver(actor, holder), rightsAt(rightsOf(role), holder));
}
