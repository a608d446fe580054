import { Injectable } from '@nestjs/common';
import type { Prisma } from '../prisma/generated/client.js';
import type { Tx } from '../prisma/prisma.service.js';
import { insertJournalOf, insertJournalRows, journalOf } from './journal.queries.js';
import type { JournalActor, JournalRecord } from './journal-record.js';

/** The append-only record of every change, written in the transaction of the change. */
@Injectable()
export class JournalService {
  /**
   * @param tx the transaction that makes the change: both are written or neither
   * @param actor who did it; null for the system itself
   */
  async record(tx: Tx, actor: JournalActor | null, ...records: JournalRecord[]): Promise<void> {
    await this.recordMany(tx, actor, records);
  }

  /** The same for the many rows of a bulk write: one statement, whatever their number. */
  async recordMany(tx: Tx, actor: JournalActor | null, records: readonly JournalRecord[]): Promise<void> {
    if (records.length > 0) await insertJournalRows(tx, actor, records);
  }

  /**
   * The same for many rows whose facts the database holds already.
   * @param records a SELECT of `action, entity, entity_id, client_id, owner_id, facts`
   */
  async recordOf(tx: Tx, actor: JournalActor | null, records: Prisma.Sql): Promise<void> {
    await insertJournalOf(tx, actor, records);
  }

  /**
   * The same as a part of the statement that makes the change: `WITH changed AS (…), journalled AS (…)`.
   * @param records a SELECT of `action, entity, entity_id, client_id, owner_id, facts`
   */
  partOf(actor: JournalActor | null, records: Prisma.Sql): Prisma.Sql {
    return journalOf(actor, records);
  }
}
