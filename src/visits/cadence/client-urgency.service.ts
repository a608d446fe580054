import { Injectable } from '@nestjs/common';
import type { VisibleClient } from '../../crm-core/index.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import { type BusinessDate, businessDateOf } from '../../platform/time/rome.js';
import { type Cadence, cadenceOf } from './domain/cadence.js';

/** How much clients wait for a visit. */
@Injectable()
export class ClientUrgency {
  /** @returns by client id, the urgency on that day: 1 when a visit is due; see `cadenceOf` */
  async on(tx: Tx, date: BusinessDate, clients: Iterable<VisibleClient>): Promise<Map<string, number>> {
    const cadences = await this.cadencesOn(tx, date, clients);
    return new Map([...cadences].map(([id, { urgency }]) => [id, urgency]));
  }

  /** @returns by client id, its cadence as it stands on that day */
  async cadencesOn(
    tx: Tx,
    date: BusinessDate,
    clients: Iterable<VisibleClient>,
  ): Promise<Map<string, Cadence>> {
    const list = [...clients];
    const visits = await tx.visit.groupBy({
      by: ['clientId'],
      where: { clientId: { in: list.map(({ id }) => id) }, status: 'COMPLETED', deletedAt: null },
      _max: { scheduledAt: true },
    });
    const last = new Map(visits.map(({ clientId, _max }) => [clientId, _max.scheduledAt]));
    return new Map(
      list.map((client) => {
        const lastVisitAt = last.get(client.id);
        const lastVisitOn = lastVisitAt ? businessDateOf(lastVisitAt) : null;
        const facts = { ...client, createdOn: businessDateOf(client.createdAt), lastVisitOn };
        return [client.id, cadenceOf(facts, date)];
      }),
    );
  }
}
