import { type Permission, type Principal, within } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import type { Prisma } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';

/** A living contact of a living client within the scope. @throws DomainError NOT_FOUND (404) */
export async function assertContactVisible(
  tx: Tx,
  actor: Principal,
  id: string,
  permission: Permission,
): Promise<void> {
  const scope = within<Prisma.ContactWhereInput>(actor.scope(permission), 'client.owner');
  const where = { AND: [{ id, deletedAt: null, client: { deletedAt: null } }, scope] };
  if (!(await tx.contact.findFirst({ where, select: { id: true } }))) throw DomainError.notFound('contact');
}
