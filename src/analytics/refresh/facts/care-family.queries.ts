import { Prisma } from '../../../platform/prisma/generated/client.js';
import { CARE_FACTS, PRESENT_CARE } from './care-facts.queries.js';
import { foldCare, moveCare } from './care-sums.queries.js';
import type { FactFamily } from './fact-family.js';
import { changesOf, replaceFacts } from './replace-facts.queries.js';

const { sql } = Prisma;

/** Clients in somebody's care: whose they were on which day, and when they had last been visited. */
export const CARE_FAMILY: FactFamily = {
  name: 'care',

  facts: [CARE_FACTS],

  async touchEverything(tx) {
    await tx.$executeRaw`DELETE FROM kpi_care_fact`;
    return tx.$executeRaw`INSERT INTO kpi_touched_care SELECT id FROM clients WHERE deleted_at IS NULL`;
  },

  async emptySums(tx) {
    await tx.$executeRaw`DELETE FROM kpi_care_sum`;
    await tx.$executeRaw`DELETE FROM kpi_care_fresh`;
  },

  // Of a visit it matters that it was completed, and on which day: an order that is noted later changes nothing here.
  touchNamed(tx) {
    return tx.$executeRaw`
      INSERT INTO kpi_touched_care
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
        WHERE n.entity = 'classinterval'`;
  },

  async replaceFacts(tx, _today, everything) {
    await replaceFacts(tx, CARE_FACTS, PRESENT_CARE, everything);
  },

  async learnSizes(tx) {
    await tx.$executeRaw`ANALYZE kpi_care_fact`;
  },

  async moveSums(tx, everything) {
    await moveCare(tx, changesOf(CARE_FACTS, everything), everything);
  },

  folds: [{ fresh: sql`kpi_care_fresh`, run: foldCare }],
};
