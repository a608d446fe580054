import type { Tx } from '../../../platform/prisma/prisma.service.js';
import { DEAL_TABLE, OPEN_TABLE, STAGE_TABLE } from '../../sums/sum-tables.js';
import { noteDeals, replaceDealFacts } from './deal-facts.queries.js';
import { createDurationNews, noteDurations, sumDurations } from './duration-sums.queries.js';
import type { FactFamily } from './fact-family.js';
import { createLostNews, noteLost, sumLost } from './lost-sums.queries.js';
import { createMoved, emptySums, moveSums } from './move-sums.queries.js';
import { noteStays, replaceStageFacts } from './stage-facts.queries.js';

const SUMS = [DEAL_TABLE, OPEN_TABLE, STAGE_TABLE];

/** Deals, their stays in stages, and the sums of both. */
export const DEAL_FAMILY: FactFamily = {
  name: 'deals',

  async createWorkTables(tx) {
    await tx.$executeRaw`CREATE TEMP TABLE kpi_touched_deal (opportunity_id uuid PRIMARY KEY) ON COMMIT DROP`;
    for (const table of SUMS) await createMoved(tx, table);
    await createDurationNews(tx);
    await createLostNews(tx);
  },

  async touchEverything(tx) {
    await tx.$executeRaw`DELETE FROM kpi_deal_fact`;
    await tx.$executeRaw`DELETE FROM kpi_stage_fact`;
    for (const table of SUMS) await emptySums(tx, table);
    await tx.$executeRaw`DELETE FROM kpi_duration`;
    await tx.$executeRaw`DELETE FROM kpi_lost`;
    await tx.$executeRaw`INSERT INTO kpi_touched_deal SELECT id FROM opportunities WHERE deleted_at IS NULL`;
  },

  async touchNamed(tx) {
    await tx.$executeRaw`
      INSERT INTO kpi_touched_deal
      SELECT entity_id FROM kpi_news WHERE entity = 'opportunity'
      UNION
      SELECT o.id FROM kpi_news n JOIN opportunities o ON o.client_id = n.entity_id WHERE n.entity = 'client'
      UNION
      SELECT e.opportunity_id FROM kpi_news n JOIN opportunity_stage_entries e ON e.stage_id = n.entity_id WHERE n.entity = 'stage'
      UNION
      SELECT e.opportunity_id FROM kpi_news n JOIN pipeline_stages s ON s.pipeline_id = n.entity_id
        JOIN opportunity_stage_entries e ON e.stage_id = s.id WHERE n.entity = 'pipeline'
      UNION
      SELECT r.entity_id FROM kpi_news n JOIN import_rows r ON r.import_id = n.entity_id
        WHERE n.entity = 'import' AND r.entity_id IS NOT NULL`;
  },

  async countTouched(tx) {
    await tx.$executeRaw`ANALYZE kpi_touched_deal`;
    const [row] = await tx.$queryRaw<
      { touched: number }[]
    >`SELECT count(*)::int AS touched FROM kpi_touched_deal`;
    return row?.touched ?? 0;
  },

  async replaceFacts(tx) {
    await noteDifferences(tx, -1);
    await replaceDealFacts(tx);
    await replaceStageFacts(tx);
    await noteDifferences(tx, 1);
  },

  async learnSizes(tx: Tx) {
    await tx.$executeRaw`ANALYZE kpi_deal_fact, kpi_stage_fact`;
  },

  async moveSums(tx) {
    for (const table of SUMS) await moveSums(tx, table);
    await sumDurations(tx);
    await sumLost(tx);
  },
};

/** What the touched deals contribute to the sums that are kept by differences: taken off before, added after. */
async function noteDifferences(tx: Tx, sign: 1 | -1): Promise<void> {
  await noteDeals(tx, sign);
  await noteStays(tx, sign);
  await noteDurations(tx, sign);
  await noteLost(tx, sign);
}
