import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import type { BusinessDate } from '../../../platform/time/rome.js';
import type { Period } from '../arithmetic/period.js';
import { dealFigures, type DealFigures, openFigures } from '../deal-figures.queries.js';
import { DEAL_TABLE, OPEN_TABLE, VISIT_TABLE } from '../../sums/sum-tables.js';
import type { Sums } from '../../sums/sum-table.js';
import type { Reach } from '../reach.js';
import {
  daysOver,
  madeVisitFigures,
  type MadeVisitSums,
  planFigures,
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
  const people = sql`
    SELECT u.id, u.full_name, u.team_id, t.name AS team_name, ${VISITS_FOR_ONESELF} AND u.status = 'ACTIVE' AS is_agent
    FROM users u JOIN roles r ON r.key = u.role LEFT JOIN teams t ON t.id = u.team_id
    WHERE ${reach.owner(sql`u.id`)}`;
  return tx.$queryRaw`
    SELECT u.id, u.full_name AS "fullName", u.team_id AS "teamId", u.team_name AS "teamName",
      ${dealFigures(itself)}, ${openFigures(itself)}, ${madeVisitFigures(itself)}, ${planFigures(itself)}
    FROM (${people}) u
    LEFT JOIN ${sumsByOwner(DEAL_TABLE, reach, period, pipeline)} d ON d.owner_id = u.id
    LEFT JOIN ${sumsByOwner(OPEN_TABLE, reach, undefined, pipeline)} p ON p.owner_id = u.id
    LEFT JOIN ${visitSums(reach, period, daysOver(period, today))} v ON v.owner_id = u.id
    WHERE is_agent OR num_nonnulls(d.owner_id, p.owner_id, v.owner_id) > 0
    ORDER BY ${byAmount ? sql`coalesce(d.won_amount, 0) DESC,` : Prisma.empty} u.full_name, u.id`;
}

/** Of a person there is one row of sums. */
const itself = (column: Prisma.Sql): Prisma.Sql => column;

/** What the report tells of what was planned, and of visits. */
const PLAN = [sql`due`, sql`kept`, sql`client_cancelled`];
const MADE = [
  ...[sql`planned`, sql`completed`, sql`with_order`, sql`order_amount`, sql`worked`],
  ...[sql`timed`, sql`store_seconds`, sql`routed`, sql`route_meters`],
];
const VISITS: Sums = { ...VISIT_TABLE, sums: [...MADE, ...PLAN] };
const MADE_VISITS: Sums = { ...VISIT_TABLE, sums: MADE };

/** Each visit once, for what was planned is told only of days that are over. */
function visitSums(reach: Reach, period: Period, over: Days): Prisma.Sql {
  const all = sumsByOwner(VISITS, reach, over);
  const rest = { from: over.to, to: period.to };
  if (rest.from >= rest.to) return all;
  const [owner, none] = [sql`owner_id`, PLAN.map(() => sql`0`)];
  return sql`(
    SELECT owner_id, ${join(VISITS.sums.map((column) => sql`sum(${column}) AS ${column}`))}
    FROM (
      SELECT ${join([owner, ...VISITS.sums])} FROM ${all} over
      UNION ALL SELECT ${join([owner, ...MADE, ...none])} FROM ${sumsByOwner(MADE_VISITS, reach, rest)} rest
    ) both_parts GROUP BY owner_id)`;
}
