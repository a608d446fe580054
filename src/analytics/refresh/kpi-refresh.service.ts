import { Injectable } from '@nestjs/common';
import { readFeedHorizon } from '../../platform/journal/index.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { type BusinessDate, businessDateOf } from '../../platform/time/rome.js';
import type { FactFamily } from './facts/fact-family.js';
import { FACT_FAMILIES } from './facts/families.js';
import { lookUpByIndex, readJournalNews, workOnAll } from './journal-news.queries.js';
import { WATERMARK } from './watermark.queries.js';

/** What a refresh did; stands in its run's row: how many rows of each family it touched. */
export type RefreshFacts = { full: boolean } & Record<string, number | boolean>;

/** Brings the KPI tables up to the journal. */
@Injectable()
export class KpiRefresh {
  constructor(private readonly clock: Clock) {}

  /**
   * Replaces the facts of the rows that changed since the watermark, and moves the sums by what that makes different.
   * What commits meanwhile stays for the next run. Leaves the rows that a full rebuild would leave.
   * @param tx a READ COMMITTED transaction that holds the job's lock
   * @param full rebuild everything from the living rows
   */
  async run(tx: Tx, full = false): Promise<RefreshFacts> {
    const refreshedAt = this.clock.now();
    const mark = await tx.kpiWatermark.findUnique({ where: { name: WATERMARK } });
    // Another version of the application has refreshed: an older one that still runs keeps less than this one does.
    const { count: others } = await tx.kpiWatermark.deleteMany({ where: { name: { not: WATERMARK } } });
    const { settled, next } = await readFeedHorizon(tx);
    // A watermark from the future is that of another server: this database was restored from a dump.
    const since = full || others > 0 || mark === null || mark.transaction > next ? null : mark.transaction;

    if (since === null) await workOnAll(tx);
    else {
      await lookUpByIndex(tx);
      await readJournalNews(tx, since, settled);
    }
    const facts: RefreshFacts = { full: since === null };
    const today = businessDateOf(refreshedAt);
    for (const family of FACT_FAMILIES)
      facts[family.name] = await refreshFamily(tx, family, since === null, today);

    const data = { transaction: settled, refreshedAt };
    await tx.kpiWatermark.upsert({
      where: { name: WATERMARK },
      create: { name: WATERMARK, ...data },
      update: data,
    });
    return facts;
  }
}

async function refreshFamily(
  tx: Tx,
  family: FactFamily,
  everything: boolean,
  today: BusinessDate,
): Promise<number> {
  await family.createWorkTables(tx);
  await (everything ? family.touchEverything(tx) : family.touchNamed(tx, today));
  const touched = await family.countTouched(tx);
  if (touched === 0) return 0;
  await family.replaceFacts(tx, today, everything);
  if (everything) await family.learnSizes(tx);
  await family.moveSums(tx, everything);
  return touched;
}
