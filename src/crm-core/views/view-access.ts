import { type Permission, type Principal, usableBy, within } from '../../platform/access/index.js';
import type { Prisma } from '../../platform/prisma/generated/client.js';

export function usableViews(actor: Principal): Prisma.SavedViewWhereInput {
  return usableBy(actor, 'view:read');
}

/** Views that one may change: seeing one is not enough. */
export function changeableBy(actor: Principal, permission: Permission): Prisma.SavedViewWhereInput {
  return within(actor.scope(permission), 'owner');
}
