import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import type { BusinessDate } from '../../../platform/time/rome.js';
import type { Period } from '../arithmetic/period.js';
import { DEAL_SUMS, type DealFigures, OPEN_SUMS } from '../deal-figures.queries.js';
import type { Sums } from '../../sums/sum-table.js';
import { DEAL_TABLE, OPEN_TABLE, VISIT_TABLE } from '../../sums/sum-tables.js';
import type { Reach } from '../reach.js';
import {
  daysOver,
  PLAN_SUMS,
  type PlanSums,
  VISIT_SUMS,
  type VisitSums,
} from '../visits/visit-figures.queries.js';
import { sumsOfOwner } from '../sums.queries.js';

export interface AgentRow extends DealFigures, VisitSums, PlanSums {
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
  const own = (table: Sums, period?: Pick<Period, 'from' | 'to'>): Prisma.Sql =>
    sumsOfOwner(table, Prisma.sql`u.id`, period);
  return tx.$queryRaw`
    SELECT u.id, u.full_name AS "fullName", u.team_id AS "teamId", t.name AS "teamName", deals.*, open.*, visits.*, plans.*
    FROM users u
    JOIN roles r ON r.key = u.role
    LEFT JOIN teams t ON t.id = u.team_id
    CROSS JOIN LATERAL (
      SELECT count(*) > 0 AS any_deal, ${DEAL_SUMS} FROM ${own(DEAL_TABLE, period)} d
      WHERE ${reach.pipeline(Prisma.sql`d.pipeline_id`)}) deals
    CROSS JOIN LATERAL (
      SELECT count(*) > 0 AS any_open, ${OPEN_SUMS} FROM ${own(OPEN_TABLE)} p
      WHERE ${reach.pipeline(Prisma.sql`p.pipeline_id`)}) open
    CROSS JOIN LATERAL (SELECT count(*) > 0 AS any_visit, ${VISIT_SUMS} FROM ${own(VISIT_TABLE, period)} v) visits
    CROSS JOIN LATERAL (
      SELECT count(*) > 0 AS any_plan, ${PLAN_SUMS} FROM ${own(VISIT_TABLE, daysOver(period, today))} v) plans
    WHERE ${reach.owner(Prisma.sql`u.id`)} AND (${VISITS_FOR_ONESELF} AND u.status = 'ACTIVE' OR any_deal OR any_open OR any_visit OR any_plan)
    ORDER BY ${byAmount ? Prisma.sql`deals."wonAmount"::numeric DESC,` : Prisma.empty} u.full_name, u.id`;
}
