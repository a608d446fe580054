import { Injectable } from '@nestjs/common';
import { readFeedHorizon } from '../../platform/journal/index.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { noteStaleDealKeys, replaceDealFacts, sumDealDays, sumOpenPipeline } from './deal-facts.queries.js';
import { noteStaleStageKeys, replaceStageFacts, sumStageDays } from './stage-facts.queries.js';
import { noteStaleVisitKeys, replaceVisitFacts, sumVisitDays } from './visit-facts.queries.js';
import { WATERMARK } from './watermark.queries.js';
import {
  countTouched,
  createWorkTables,
  learnFactSizes,
  touchEverything,
  touchWhatTheJournalNames,
} from './work-tables.queries.js';

/** What a refresh did; stands in its run's row. */
export type RefreshFacts = { full: boolean; deals: number; visits: number };

/** Brings the KPI tables up to the journal. */
@Injectable()
export class KpiRefresh {
  constructor(private readonly clock: Clock) {}

  /**
   * Replaces the facts of the deals and visits that changed since the watermark, and sums anew the keys that they left
   * or came to. What commits meanwhile stays for the next run. Leaves the rows that a full rebuild would leave.
   * @param tx a READ COMMITTED transaction that holds the job's lock
   * @param full rebuild everything from the living rows
   */
  async run(tx: Tx, full = false): Promise<RefreshFacts> {
    const refreshedAt = this.clock.now();
    const mark = await tx.kpiWatermark.findUnique({ where: { name: WATERMARK } });
    const { settled, next } = await readFeedHorizon(tx);
    // A watermark from the future is that of another server: this database was restored from a dump.
    const everything = full || mark === null || mark.transaction > next;

    await createWorkTables(tx);
    if (everything) await touchEverything(tx);
    else await touchWhatTheJournalNames(tx, mark.transaction, settled);
    const touched = await countTouched(tx);
    if (touched.deals + touched.visits > 0) {
      await replaceFacts(tx);
      if (everything) await learnFactSizes(tx);
      await sumStaleKeys(tx);
    }

    const data = { transaction: settled, refreshedAt };
    await tx.kpiWatermark.upsert({
      where: { name: WATERMARK },
      create: { name: WATERMARK, ...data },
      update: data,
    });
    return { full: everything, ...touched };
  }
}

/** The keys are noted twice: those that the touched rows leave, and those that they come to. */
async function replaceFacts(tx: Tx): Promise<void> {
  await noteStaleKeys(tx);
  await replaceDealFacts(tx);
  await replaceStageFacts(tx);
  await replaceVisitFacts(tx);
  await noteStaleKeys(tx);
}

async function noteStaleKeys(tx: Tx): Promise<void> {
  await noteStaleDealKeys(tx);
  await noteStaleStageKeys(tx);
  await noteStaleVisitKeys(tx);
}

async function sumStaleKeys(tx: Tx): Promise<void> {
  await sumDealDays(tx);
  await sumOpenPipeline(tx);
  await sumStageDays(tx);
  await sumVisitDays(tx);
}
