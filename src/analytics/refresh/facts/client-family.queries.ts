import { Prisma } from '../../../platform/prisma/generated/client.js';
import { CLIENT_LENGTH_TABLE, CLIENT_SOURCE_TABLE, CLIENT_TABLE } from '../../sums/client-sum-tables.js';
import { CLIENT_FACTS } from './client-facts.queries.js';
import { clientDays, clientLengths, clientSources } from './client-sums.queries.js';
import type { FactFamily } from './fact-family.js';
import { keptByDay } from './kept-by-day.queries.js';
import { changesOf } from './replace-facts.queries.js';

const { sql } = Prisma;

/** Clients: where they came from, how soon somebody spoke to them, and how far they came. */
export const CLIENT_FAMILY: FactFamily = {
  name: 'clients',
  facts: [CLIENT_FACTS],
  living: sql`SELECT id FROM clients WHERE deleted_at IS NULL`,

  // Who is at risk from today on has done nothing that the journal could tell of. A deal is an order from
  // the moment at which it was won, whatever its amount and whoever owns it now.
  named: (today) => sql`
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
      SELECT client_id FROM kpi_client_fact WHERE at_risk_due <= ${today}::date`,

  ahead: [
    { table: sql`clients`, row: sql`id`, column: sql`lifecycle` },
    { table: sql`client_spans`, row: sql`client_id`, column: sql`lifecycle` },
    { table: sql`kpi_client_fact`, row: sql`client_id`, column: sql`lifecycle` },
  ],

  sums: [
    keptByDay(CLIENT_TABLE, (everything) => clientDays(changesOf(CLIENT_FACTS, everything))),
    keptByDay(CLIENT_SOURCE_TABLE, (everything) => clientSources(changesOf(CLIENT_FACTS, everything))),
    keptByDay(CLIENT_LENGTH_TABLE, (everything) => clientLengths(changesOf(CLIENT_FACTS, everything))),
  ],
};
