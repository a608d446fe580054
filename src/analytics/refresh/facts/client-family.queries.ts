import { CLIENT_FACTS, presentClients } from './client-facts.queries.js';
import { CLIENT_TABLES } from '../../sums/client-sum-tables.js';
import { moveClients } from './client-sums.queries.js';
import type { FactFamily } from './fact-family.js';
import { emptySums, foldOf } from './move-sums.queries.js';
import { changesOf, replaceFacts } from './replace-facts.queries.js';

/** Clients: where they came from, how soon somebody spoke to them, and how far they came. */
export const CLIENT_FAMILY: FactFamily = {
  name: 'clients',

  facts: [CLIENT_FACTS],

  async touchEverything(tx) {
    await tx.$executeRaw`DELETE FROM kpi_client_fact`;
    return tx.$executeRaw`INSERT INTO kpi_touched_client SELECT id FROM clients WHERE deleted_at IS NULL`;
  },

  async emptySums(tx) {
    for (const table of CLIENT_TABLES) await emptySums(tx, table);
  },

  // Who is at risk from today on has done nothing that the journal could tell of. A deal is an order from
  // the moment at which it was won, whatever its amount and whoever owns it now.
  touchNamed(tx, today) {
    return tx.$executeRaw`
      INSERT INTO kpi_touched_client
      SELECT entity_id FROM kpi_news WHERE entity = 'client-alone'
      UNION
      SELECT o.client_id FROM (
        SELECT opportunity_id FROM kpi_changed_deal WHERE status = 'WON'
        GROUP BY opportunity_id, closed_day, cycle_seconds HAVING sum(sign) <> 0) c
        JOIN opportunities o ON o.id = c.opportunity_id WHERE o.client_id IS NOT NULL
      UNION
      SELECT v.client_id FROM kpi_news n JOIN visits v ON v.id = n.entity_id WHERE n.entity = 'visit'
      UNION
      SELECT coalesce(o.client_id, r.entity_id) FROM kpi_news n
        JOIN import_rows r ON r.import_id = n.entity_id LEFT JOIN opportunities o ON o.id = r.entity_id
        WHERE n.entity = 'import' AND r.entity_id IS NOT NULL
      UNION
      SELECT client_id FROM kpi_client_fact WHERE at_risk_due <= ${today}::date`;
  },

  async replaceFacts(tx, today, everything) {
    await replaceFacts(tx, CLIENT_FACTS, presentClients(today), everything);
  },

  async learnSizes(tx) {
    await tx.$executeRaw`ANALYZE kpi_client_fact`;
  },

  async moveSums(tx, everything) {
    await moveClients(tx, changesOf(CLIENT_FACTS, everything), everything);
  },

  folds: CLIENT_TABLES.map(foldOf),
};
