import type { Tx } from '../../../platform/prisma/prisma.service.js';
import { STAY_TABLE, VISIT_TABLE } from '../../sums/sum-tables.js';
import type { FactFamily } from './fact-family.js';
import { emptySums, foldOf } from './move-sums.queries.js';
import { changesOf, replaceFacts } from './replace-facts.queries.js';
import { PRESENT_VISITS, VISIT_FACTS } from './visit-facts.queries.js';
import { moveVisits } from './visit-sums.queries.js';

const SUMS = [VISIT_TABLE, STAY_TABLE];

/** Visits and the sums of their days. */
export const VISIT_FAMILY: FactFamily = {
  name: 'visits',

  facts: [VISIT_FACTS],

  async touchEverything(tx) {
    await tx.$executeRaw`DELETE FROM kpi_visit_fact`;
    return tx.$executeRaw`INSERT INTO kpi_touched_visit SELECT id FROM visits WHERE deleted_at IS NULL`;
  },

  async emptySums(tx) {
    for (const table of SUMS) await emptySums(tx, table);
  },

  touchNamed(tx) {
    return tx.$executeRaw`
      INSERT INTO kpi_touched_visit
      SELECT entity_id FROM kpi_news WHERE entity = 'visit'
      UNION
      SELECT v.id FROM kpi_news n JOIN visits v ON v.client_id = n.entity_id WHERE n.entity = 'client'
      UNION
      SELECT s.visit_id FROM kpi_news n JOIN routes r ON r.id = n.entity_id
        JOIN routes same ON same.agent_id = r.agent_id AND same.date = r.date AND same.committed
        JOIN route_stops s ON s.route_id = same.id
        WHERE n.entity = 'route' AND r.committed AND s.visit_id IS NOT NULL`;
  },

  async replaceFacts(tx, _today, everything) {
    await replaceFacts(tx, VISIT_FACTS, PRESENT_VISITS, everything);
  },

  async learnSizes(tx: Tx) {
    await tx.$executeRaw`ANALYZE kpi_visit_fact`;
  },

  async moveSums(tx, everything) {
    await moveVisits(tx, changesOf(VISIT_FACTS, everything), everything);
  },

  folds: SUMS.map(foldOf),
};
