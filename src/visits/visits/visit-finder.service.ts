import { Injectable } from '@nestjs/common';
import { type Permission, type Principal, within } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import type { Prisma, Visit } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import { lockVisits } from './visit.queries.js';

/** One visit, as far as a permission reaches: what lies outside does not exist. */
@Injectable()
export class VisitFinder {
  /** @throws DomainError NOT_FOUND */
  async find(tx: Tx, actor: Principal, id: string, permission: Permission): Promise<Visit> {
    const scope = within<Prisma.VisitWhereInput>(actor.scope(permission), 'agent');
    const visit = await tx.visit.findFirst({ where: { AND: [{ id, deletedAt: null }, scope] } });
    if (!visit) throw DomainError.notFound('visit');
    return visit;
  }

  /** The same, held until the transaction ends. @throws DomainError NOT_FOUND */
  async lock(tx: Tx, actor: Principal, id: string, permission: Permission): Promise<Visit> {
    await lockVisits(tx, [id]);
    return this.find(tx, actor, id, permission);
  }
}
