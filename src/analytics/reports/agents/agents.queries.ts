import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import type { BusinessDate } from '../../../platform/time/rome.js';
import type { Period } from '../arithmetic/period.js';
import { DEAL_SUMS, type DealFigures, OPEN_SUMS } from '../deal-figures.queries.js';
import { DEAL_TABLE, OPEN_TABLE, VISIT_TABLE } from '../../sums/sum-tables.js';
import type { Sums } from '../../sums/sum-table.js';
import type { Reach } from '../reach.js';
import {
  daysOver,
  MADE_VISIT_SUMS,
  type MadeVisitSums,
  planSums,
  type PlanSums,
} from '../visits/visit-figures.queries.js';
import { sumsByOwner } from '../sums.queries.js';

const { sql, join } = Prisma;
type Days = Pick<Period, 'from' | 'to'>;

export interface AgentRow extends DealFigures, MadeVisitSums, PlanSums {
  id: string;
  fullName: string;
  teamId: string | null;
  teamName: string | null;
  count: bigint;
  amount: string;
  weighted: string;
}

/** An agent: whose role, seeded or the company's own, lets them make visits of their own and nobody else's. */
const VISITS_FOR_ONESELF = Prisma.sql`(u.role = 'AGENT' OR r.permissions ->> 'visit:create' = 'own')`;

/**
 * One row for each agent within reach, and for anybody else there who has figures in the period.
 * @param byAmount the best seller first; else by name, for an order tells what it goes by
 */
export async function readAgents(
  tx: Tx,
  reach: Reach,
  period: Period,
  today: BusinessDate,
  byAmount: boolean,
): Promise<AgentRow[]> {
  const pipeline = reach.pipeline(sql`s.pipeline_id`);
  return tx.$queryRaw`
    WITH people AS MATERIALIZED (
      SELECT u.id, u.full_name, u.team_id, t.name AS team_name, ${VISITS_FOR_ONESELF} AND u.status = 'ACTIVE' AS is_agent
      FROM users u JOIN roles r ON r.key = u.role LEFT JOIN teams t ON t.id = u.team_id
      WHERE ${reach.owner(sql`u.id`)}
    ), deals AS (
      SELECT p.id, count(d.owner_id) > 0 AS any_deal, ${DEAL_SUMS}
      FROM people p LEFT JOIN ${sumsByOwner(DEAL_TABLE, reach, period, pipeline)} d ON d.owner_id = p.id GROUP BY p.id
    ), open AS (
      SELECT u.id, count(p.owner_id) > 0 AS any_open, ${OPEN_SUMS}
      FROM people u LEFT JOIN ${sumsByOwner(OPEN_TABLE, reach, undefined, pipeline)} p ON p.owner_id = u.id GROUP BY u.id
    ), visits AS (
      SELECT p.id, count(v.owner_id) > 0 AS any_visit, ${MADE_VISIT_SUMS}, ${planSums(sql`v.is_over`)}
      FROM people p LEFT JOIN ${visitRows(reach, period, daysOver(period, today))} v ON v.owner_id = p.id GROUP BY p.id
    )
    SELECT p.id, p.full_name AS "fullName", p.team_id AS "teamId", p.team_name AS "teamName", deals.*, open.*, visits.*
    FROM people p JOIN deals USING (id) JOIN open USING (id) JOIN visits USING (id)
    WHERE is_agent OR any_deal OR any_open OR any_visit
    ORDER BY ${byAmount ? sql`deals."wonAmount"::numeric DESC,` : Prisma.empty} p.full_name, p.id`;
}

/** What the report tells of visits. */
const VISITS: Sums = {
  ...VISIT_TABLE,
  sums: [
    ...[sql`planned`, sql`completed`, sql`with_order`, sql`order_amount`, sql`worked`],
    ...[sql`timed`, sql`store_seconds`, sql`routed`, sql`route_meters`],
    ...[sql`due`, sql`kept`, sql`client_cancelled`],
  ],
};

/** Each visit once, for what was planned is told only of days that are over. */
function visitRows(reach: Reach, period: Period, over: Days): Prisma.Sql {
  const rest = { from: over.to, to: period.to };
  const parts = [sql`SELECT TRUE AS is_over, s.* FROM ${sumsByOwner(VISITS, reach, over)} s`];
  if (rest.from < rest.to) parts.push(sql`SELECT FALSE, s.* FROM ${sumsByOwner(VISITS, reach, rest)} s`);
  return sql`(${join(parts, ' UNION ALL ')})`;
}
