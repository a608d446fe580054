import { replaceClientFacts } from './client-facts.queries.js';
import { createClientChanges, noteClientChanges, sumClientChanges } from './client-sums.queries.js';
import type { FactFamily } from './fact-family.js';

/** Clients: where they came from, how soon somebody spoke to them, and how far they came. */
export const CLIENT_FAMILY: FactFamily = {
  name: 'clients',

  async createWorkTables(tx) {
    await tx.$executeRaw`CREATE TEMP TABLE kpi_touched_client (client_id uuid PRIMARY KEY) ON COMMIT DROP`;
    await createClientChanges(tx);
  },

  async touchEverything(tx) {
    await tx.$executeRaw`DELETE FROM kpi_client_fact`;
    await tx.$executeRaw`DELETE FROM kpi_client_sum`;
    await tx.$executeRaw`INSERT INTO kpi_touched_client SELECT id FROM clients WHERE deleted_at IS NULL`;
  },

  async touchNamed(tx) {
    await tx.$executeRaw`
      INSERT INTO kpi_touched_client
      SELECT entity_id FROM kpi_news WHERE entity = 'client-alone'
      UNION
      SELECT o.client_id FROM kpi_news n JOIN opportunities o ON o.id = n.entity_id
        WHERE n.entity = 'opportunity' AND o.client_id IS NOT NULL
      UNION
      SELECT v.client_id FROM kpi_news n JOIN visits v ON v.id = n.entity_id WHERE n.entity = 'visit'
      UNION
      SELECT coalesce(o.client_id, r.entity_id) FROM kpi_news n
        JOIN import_rows r ON r.import_id = n.entity_id LEFT JOIN opportunities o ON o.id = r.entity_id
        WHERE n.entity = 'import' AND r.entity_id IS NOT NULL`;
  },

  async countTouched(tx) {
    await tx.$executeRaw`ANALYZE kpi_touched_client`;
    const [row] = await tx.$queryRaw<
      { touched: number }[]
    >`SELECT count(*)::int AS touched FROM kpi_touched_client`;
    return row?.touched ?? 0;
  },

  // Its sums are corrected by what changed: no key of them is ever stale.
  noteStaleKeys: () => Promise.resolve(),

  async replaceFacts(tx) {
    await noteClientChanges(tx, -1);
    await replaceClientFacts(tx);
    await noteClientChanges(tx, 1);
  },

  async learnSizes(tx) {
    await tx.$executeRaw`ANALYZE kpi_client_fact`;
  },

  sumStaleKeys: sumClientChanges,
};
