import { Prisma } from '../../../platform/prisma/generated/client.js';
import { DEAL_TABLE, OPEN_TABLE, STAGE_TABLE } from '../../sums/sum-tables.js';
import { DEAL_FACTS } from './deal-facts.queries.js';
import { dealDays, openDays } from './deal-sums.queries.js';
import { keptDurations } from './duration-sums.queries.js';
import type { FactFamily } from './fact-family.js';
import { keptLost } from './lost-sums.queries.js';
import { keptByDay } from './kept-by-day.queries.js';
import { changesOf } from './replace-facts.queries.js';
import { STAGE_FACTS } from './stage-facts.queries.js';
import { stageDays } from './stage-sums.queries.js';

const { sql } = Prisma;
const dealsOf = (everything: boolean): Prisma.Sql => changesOf(DEAL_FACTS, everything);
const staysOf = (everything: boolean): Prisma.Sql => changesOf(STAGE_FACTS, everything);

/** Deals, their stays in stages, and the sums of both. */
export const DEAL_FAMILY: FactFamily = {
  name: 'deals',
  facts: [DEAL_FACTS, STAGE_FACTS],
  living: sql`SELECT id FROM opportunities WHERE deleted_at IS NULL`,

  named: () => sql`
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
        WHERE n.entity = 'import' AND r.entity_id IS NOT NULL`,

  ahead: [
    { table: sql`opportunity_stage_entries`, row: sql`opportunity_id`, column: sql`owner_id` },
    { table: sql`kpi_deal_fact`, row: sql`opportunity_id`, column: sql`amount` },
    { table: sql`kpi_stage_fact`, row: sql`opportunity_id`, column: sql`amount` },
  ],

  sums: [
    keptByDay(DEAL_TABLE, (everything) => dealDays(dealsOf(everything))),
    keptByDay(OPEN_TABLE, (everything) => openDays(dealsOf(everything))),
    keptByDay(STAGE_TABLE, (everything) => stageDays(staysOf(everything))),
    keptDurations((everything) => [dealsOf(everything), staysOf(everything)]),
    keptLost(dealsOf),
  ],
};
