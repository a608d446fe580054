import { Injectable } from '@nestjs/common';
import { type Principal, within } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import type { Client, Prisma } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';

/** What visits and routes need to know of a client. */
export type VisitableClient = Pick<
  Client,
  'id' | 'name' | 'latitude' | 'longitude' | 'openingHours' | 'visitIntervalDays' | 'pointOfSaleType'
>;

const FIELDS = {
  id: true,
  name: true,
  latitude: true,
  longitude: true,
  openingHours: true,
  visitIntervalDays: true,
  pointOfSaleType: true,
} as const;

/** The one place where this module asks about clients and deals. */
@Injectable()
export class VisitableClients {
  /**
   * The living clients of these ids that the actor may see; others are left out.
   * @returns by id
   */
  async visible(tx: Tx, actor: Principal, ids: readonly string[]): Promise<Map<string, VisitableClient>> {
    const scope = within<Prisma.ClientWhereInput>(actor.scope('client:read'), 'owner');
    const rows = await tx.client.findMany({
      where: { AND: [{ id: { in: [...ids] }, deletedAt: null }, scope] },
      select: FIELDS,
    });
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Clients of visits that the actor may see: the visit opens them, whoever owns them by now. */
  async ofVisits(tx: Tx, ids: readonly string[]): Promise<Map<string, VisitableClient>> {
    const rows = await tx.client.findMany({ where: { id: { in: [...ids] } }, select: FIELDS });
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** @throws DomainError CLIENT_UNKNOWN (400), the same for a missing client and for another's */
  async assertVisible(tx: Tx, actor: Principal, id: string): Promise<void> {
    if (!(await this.visible(tx, actor, [id])).has(id)) throw clientUnknown('/clientId');
  }

  /** @throws DomainError OPPORTUNITY_UNKNOWN (400) when the deal is not this client's or not the actor's to see */
  async assertDeal(
    tx: Tx,
    actor: Principal,
    opportunityId: string | null | undefined,
    clientId: string,
  ): Promise<void> {
    if (!opportunityId) return;
    const scope = within<Prisma.OpportunityWhereInput>(actor.scope('opportunity:read'), 'owner');
    const deal = await tx.opportunity.findFirst({
      where: { AND: [{ id: opportunityId, clientId, deletedAt: null }, scope] },
      select: { id: true },
    });
    if (!deal)
      throw DomainError.field(
        '/opportunityId',
        'OPPORTUNITY_UNKNOWN',
        'This client has no such opportunity.',
      );
  }
}

export function clientUnknown(pointer: string): DomainError {
  return DomainError.field(pointer, 'CLIENT_UNKNOWN', 'There is no such client, or it is not yours to see.');
}
