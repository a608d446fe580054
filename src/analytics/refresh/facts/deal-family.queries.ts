import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import { DEAL_TABLE, OPEN_TABLE, STAGE_TABLE } from '../../sums/sum-tables.js';
import { DEAL_FACTS, PRESENT_DEALS } from './deal-facts.queries.js';
import { moveDeals } from './deal-sums.queries.js';
import { foldDurations, moveDurations } from './duration-sums.queries.js';
import type { FactFamily } from './fact-family.js';
import { foldLost, moveLost } from './lost-sums.queries.js';
import { emptySums, foldOf } from './move-sums.queries.js';
import { changesOf, replaceFacts } from './replace-facts.queries.js';
import { PRESENT_STAYS, STAGE_FACTS } from './stage-facts.queries.js';
import { moveStays } from './stage-sums.queries.js';

const { sql } = Prisma;
const SUMS = [DEAL_TABLE, OPEN_TABLE, STAGE_TABLE];

/** Deals, their stays in stages, and the sums of both. */
export const DEAL_FAMILY: FactFamily = {
  name: 'deals',

  facts: [DEAL_FACTS, STAGE_FACTS],

  async touchEverything(tx) {
    await tx.$executeRaw`DELETE FROM kpi_deal_fact`;
    await tx.$executeRaw`DELETE FROM kpi_stage_fact`;
    return tx.$executeRaw`INSERT INTO kpi_touched_deal SELECT id FROM opportunities WHERE deleted_at IS NULL`;
  },

  async emptySums(tx) {
    for (const table of SUMS) await emptySums(tx, table);
    await tx.$executeRaw`DELETE FROM kpi_duration`;
    await tx.$executeRaw`DELETE FROM kpi_duration_fresh`;
    await tx.$executeRaw`DELETE FROM kpi_lost`;
    await tx.$executeRaw`DELETE FROM kpi_lost_fresh`;
  },

  touchNamed(tx) {
    return tx.$executeRaw`
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

  async replaceFacts(tx, _today, everything) {
    await replaceFacts(tx, DEAL_FACTS, PRESENT_DEALS, everything);
    await replaceFacts(tx, STAGE_FACTS, PRESENT_STAYS, everything);
  },

  async learnSizes(tx: Tx) {
    await tx.$executeRaw`ANALYZE kpi_deal_fact, kpi_stage_fact`;
  },

  async moveSums(tx, everything) {
    const deals = changesOf(DEAL_FACTS, everything);
    const stays = changesOf(STAGE_FACTS, everything);
    await moveDeals(tx, deals, everything);
    await moveStays(tx, stays, everything);
    await moveDurations(tx, deals, stays, everything);
    await moveLost(tx, deals, everything);
  },

  folds: [
    ...SUMS.map(foldOf),
    { fresh: sql`kpi_duration_fresh`, run: foldDurations },
    { fresh: sql`kpi_lost_fresh`, run: foldLost },
  ],
};
