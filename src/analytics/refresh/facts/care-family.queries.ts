import { Prisma } from '../../../platform/prisma/generated/client.js';
import { CARE_FACTS } from './care-facts.queries.js';
import { keptCare } from './care-sums.queries.js';
import type { FactFamily } from './fact-family.js';
import { changesOf } from './replace-facts.queries.js';

const { sql } = Prisma;

/** Clients in somebody's care: whose they were on which day, and when they had last been visited. */
export const CARE_FAMILY: FactFamily = {
  name: 'care',
  facts: [CARE_FACTS],
  living: sql`SELECT id FROM clients WHERE deleted_at IS NULL`,

  // Of a visit it matters that it was completed, and on which day: an order that is noted later changes nothing here.
  named: () => sql`
      SELECT entity_id FROM kpi_news WHERE entity = 'client-alone'
      UNION
      SELECT v.client_id FROM (
        SELECT visit_id FROM kpi_changed_visit WHERE status = 'COMPLETED' GROUP BY visit_id, day HAVING sum(sign) <> 0) c
        JOIN visits v ON v.id = c.visit_id
      UNION
      SELECT c.id FROM kpi_news n JOIN import_rows r ON r.import_id = n.entity_id JOIN clients c ON c.id = r.entity_id
        WHERE n.entity = 'import'
      UNION
      SELECT c.id FROM kpi_news n JOIN class_intervals k ON k.id = n.entity_id
        JOIN clients c ON coalesce(c.point_of_sale_type, 'OTHER') = k.point_of_sale_type AND c.visit_interval_days IS NULL
        WHERE n.entity = 'classinterval'`,

  ahead: [{ table: sql`kpi_care_fact`, row: sql`client_id`, column: sql`good_to` }],

  sums: [keptCare((everything) => changesOf(CARE_FACTS, everything))],
};
