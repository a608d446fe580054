import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import type { Period } from '../arithmetic/period.js';
import {
  DEAL_SUMS,
  type DealFigures,
  OPEN_SUMS,
  VISIT_SUMS,
  type VisitFigures,
} from '../deal-figures.queries.js';
import type { Reach } from '../reach.js';

export interface AgentRow extends DealFigures, VisitFigures {
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
  { from, to }: Period,
  byAmount: boolean,
): Promise<AgentRow[]> {
  const days = (day: Prisma.Sql): Prisma.Sql => Prisma.sql`${day} >= ${from}::date AND ${day} < ${to}::date`;
  const mine = (owner: Prisma.Sql): Prisma.Sql => Prisma.sql`${owner} = u.id`;
  return tx.$queryRaw`
    SELECT u.id, u.full_name AS "fullName", u.team_id AS "teamId", t.name AS "teamName", deals.*, open.*, visits.*
    FROM users u
    JOIN roles r ON r.key = u.role
    LEFT JOIN teams t ON t.id = u.team_id
    CROSS JOIN LATERAL (
      SELECT count(*) > 0 AS any_deal, ${DEAL_SUMS} FROM kpi_opportunity_day d
      WHERE ${mine(Prisma.sql`d.owner_id`)} AND ${days(Prisma.sql`d.day`)} AND ${reach.pipeline(Prisma.sql`d.pipeline_id`)}) deals
    CROSS JOIN LATERAL (
      SELECT count(*) > 0 AS any_open, ${OPEN_SUMS} FROM kpi_open_pipeline p
      WHERE ${mine(Prisma.sql`p.owner_id`)} AND ${reach.pipeline(Prisma.sql`p.pipeline_id`)}) open
    CROSS JOIN LATERAL (
      SELECT count(*) > 0 AS any_visit, ${VISIT_SUMS} FROM kpi_visit_day v
      WHERE ${mine(Prisma.sql`v.owner_id`)} AND ${days(Prisma.sql`v.day`)}) visits
    WHERE ${reach.owner(Prisma.sql`u.id`)} AND (${VISITS_FOR_ONESELF} AND u.status = 'ACTIVE' OR any_deal OR any_open OR any_visit)
    ORDER BY ${byAmount ? Prisma.sql`deals."wonAmount"::numeric DESC,` : Prisma.empty} u.full_name, u.id`;
}
