import { Injectable } from '@nestjs/common';
import type { VisibleClient } from '../../crm-core/index.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import type { BusinessDate } from '../../platform/time/rome.js';
import { type BookedSpan, readCadences, readCadencesAfterBooking } from './cadence.queries.js';
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
    const kept = await readCadences(
      tx,
      [...clients].map(({ id }) => id),
    );
    return new Map(kept.map((facts) => [facts.clientId, cadenceOf(facts, date)]));
  }

  /** The same of clients who wait for nobody before a booked visit has taken place: as it stands after that. */
  async cadencesAfterBooking(
    tx: Tx,
    date: BusinessDate,
    span: BookedSpan,
    take: number,
  ): Promise<Map<string, Cadence>> {
    const booked = await readCadencesAfterBooking(tx, span, take);
    return new Map(booked.map((facts) => [facts.clientId, cadenceOf(facts, date)]));
  }
}
