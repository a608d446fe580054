import { Prisma } from '../../../platform/prisma/generated/client.js';
import { STAY_TABLE, VISIT_TABLE } from '../../sums/sum-tables.js';
import type { FactFamily } from './fact-family.js';
import { keptByDay } from './kept-by-day.queries.js';
import { changesOf } from './replace-facts.queries.js';
import { VISIT_FACTS } from './visit-facts.queries.js';
import { visitDays, visitStays } from './visit-sums.queries.js';

const { sql } = Prisma;

/** Visits and the sums of their days. */
export const VISIT_FAMILY: FactFamily = {
  name: 'visits',
  facts: [VISIT_FACTS],
  living: sql`SELECT id FROM visits WHERE deleted_at IS NULL`,

  named: () => sql`
      SELECT entity_id FROM kpi_news WHERE entity = 'visit'
      UNION
      SELECT v.id FROM kpi_news n JOIN visits v ON v.client_id = n.entity_id WHERE n.entity = 'client'
      UNION
      SELECT s.visit_id FROM kpi_news n JOIN routes r ON r.id = n.entity_id
        JOIN routes same ON same.agent_id = r.agent_id AND same.date = r.date AND same.committed
        JOIN route_stops s ON s.route_id = same.id
        WHERE n.entity = 'route' AND r.committed AND s.visit_id IS NOT NULL`,

  ahead: [{ table: sql`kpi_visit_fact`, row: sql`visit_id`, column: sql`owner_id` }],

  sums: [
    keptByDay(VISIT_TABLE, (everything) => visitDays(changesOf(VISIT_FACTS, everything), everything)),
    keptByDay(STAY_TABLE, (everything) => visitStays(changesOf(VISIT_FACTS, everything))),
  ],
};
