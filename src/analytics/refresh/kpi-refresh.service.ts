import { Injectable } from '@nestjs/common';
import { readFeedHorizon } from '../../platform/journal/index.js';
import type { KpiWatermark } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import type { JobWork } from '../../platform/jobs/index.js';
import { Clock } from '../../platform/time/clock.js';
import { type BusinessDate, businessDateOf } from '../../platform/time/rome.js';
import type { FactFamily } from './facts/fact-family.js';
import { fetchAhead } from './facts/fetch-ahead.queries.js';
import { FACT_FAMILIES } from './facts/families.js';
import { createWorkTables, noteChanges, touch, writeChanges } from './facts/replace-facts.queries.js';
import { together } from './facts/together.queries.js';
import { lookUpByIndex, readJournalNews, workOnAll } from './journal-news.queries.js';
import {
  forgetOthers,
  forgetRebuilt,
  isRebuilt,
  noteRebuilt,
  readRebuilt,
} from './rebuild-progress.queries.js';
import { REBUILD_STEPS } from './rebuild.js';
import { type RefreshFacts, RefreshRun } from './refresh-run.js';
import { WATERMARK } from './watermark.queries.js';

/** A rebuild that takes longer commits what it has. A small company's is one transaction: its figures change at once. */
const LONG = 60_000;

/** Brings the KPI tables up to the journal. */
@Injectable()
export class KpiRefresh {
  constructor(private readonly clock: Clock) {}

  /**
   * The work of one run.
   * @param full rebuild everything from the living rows
   */
  work(full: boolean): JobWork {
    const run = new RefreshRun((tx, anew) => this.run(tx, anew), this.clock, full);
    return (tx) => run.next(tx);
  }

  /**
   * Replaces the facts of the rows that changed since the watermark, and appends what that makes different to what is fresh beside the sums.
   * What commits meanwhile stays for the next run. Leaves the rows that a full rebuild would leave. Goes on with a
   * rebuild that was begun and broken off, whoever did.
   * @param tx a READ COMMITTED transaction that holds the job's lock
   * @param full begin to rebuild everything from the living rows
   */
  async run(tx: Tx, full = false): Promise<RefreshFacts> {
    const refreshedAt = this.clock.now();
    const mark = await tx.kpiWatermark.findUnique({ where: { name: WATERMARK } });
    // Another version of the application has refreshed: an older one that still runs keeps less than this one does.
    const others = await forgetOthers(tx);
    const { settled, next } = await readFeedHorizon(tx);
    const rebuilt = await readRebuilt(tx);
    // A mark from the future is that of another server: this database was restored from a dump.
    const isForeign = [...rebuilt, ...(mark ? [mark] : [])].some(({ transaction }) => transaction > next);
    const now = { transaction: settled, refreshedAt };
    if (full || others > 0 || isForeign) {
      await forgetRebuilt(tx);
      return this.rebuild(tx, [], now);
    }
    if (mark === null || rebuilt.length > 0) return this.rebuild(tx, rebuilt, now);

    await lookUpByIndex(tx);
    await readJournalNews(tx, mark.transaction, settled);
    const facts: RefreshFacts = { full: false };
    const today = businessDateOf(refreshedAt);
    await createWorkTables(
      tx,
      FACT_FAMILIES.flatMap((family) => family.facts),
    );
    for (const family of FACT_FAMILIES) facts[family.name] = await refreshFamily(tx, family, today);
    await setMark(tx, now);
    return facts;
  }

  /** @param rebuilt the steps that are done */
  private async rebuild(
    tx: Tx,
    rebuilt: readonly KpiWatermark[],
    now: Omit<KpiWatermark, 'name'>,
  ): Promise<RefreshFacts> {
    await workOnAll(tx);
    const facts: RefreshFacts = { full: true };
    const today = businessDateOf(now.refreshedAt);
    const steps = REBUILD_STEPS.filter(({ name }) => !isRebuilt(rebuilt, name));
    for (const [place, step] of steps.entries()) {
      if (place > 0 && this.clock.now().getTime() - now.refreshedAt.getTime() >= LONG) {
        for (const { name } of steps.slice(0, place)) await noteRebuilt(tx, name, now);
        return { ...facts, unfinished: true };
      }
      Object.assign(facts, await step.run(tx, today));
    }
    await forgetRebuilt(tx);
    // What changed since the first step began, the next refresh takes in.
    await setMark(
      tx,
      rebuilt.reduce((first, mark) => (mark.transaction < first.transaction ? mark : first), now),
    );
    return facts;
  }
}

async function setMark(tx: Tx, { transaction, refreshedAt }: Omit<KpiWatermark, 'name'>): Promise<void> {
  const data = { transaction, refreshedAt };
  await tx.kpiWatermark.upsert({
    where: { name: WATERMARK },
    create: { name: WATERMARK, ...data },
    update: data,
  });
}

async function refreshFamily(tx: Tx, family: FactFamily, today: BusinessDate): Promise<number> {
  const touched = await touch(tx, family.facts, family.named(today));
  if (touched === 0) return 0;
  const [first, ...others] = family.facts;
  await fetchAhead(tx, first, touched, family.ahead);
  await together(tx, [noteChanges(first, today), ...others.map((table) => noteChanges(table, today))]);
  await together(tx, [
    writeChanges(first),
    ...others.map((table) => writeChanges(table)),
    ...family.sums.map(({ fresh, append }) => ({ into: fresh, statement: append })),
  ]);
  return touched;
}
