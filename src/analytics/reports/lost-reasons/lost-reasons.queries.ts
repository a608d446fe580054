import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import { EVERYBODY } from '../../sums/sum-table.js';
import { type Period, wholeMonthsAndDays } from '../arithmetic/period.js';
import type { Reach } from '../reach.js';

const { sql, join } = Prisma;

/** Deals lost for one reason from one stage. */
export interface LostRow {
  /** A key of the catalogue: no deal is lost without one. */
  reason: string;
  /** Null: the deal came without a history. */
  stageId: string | null;
  count: bigint;
  amount: string;
}

const LOST = sql`SELECT l.reason, nullif(l.stage_id, '00000000-0000-0000-0000-000000000000'), sum(l.count), sum(l.amount)`;

/**
 * The deals lost in a period by reason and stage, always in the same order, for who owned them when they were closed: the company's from rows by the
 * day and month, somebody's from rows by the month and, beside whole months, from the deals themselves.
 */
export async function readLost(tx: Tx, reach: Reach, period: Period): Promise<LostRow[]> {
  const isCompany = reach.isEverybody();
  const owner = isCompany
    ? sql`l.owner_id = ${EVERYBODY}::uuid`
    : sql`${reach.owner(sql`l.owner_id`)} AND l.owner_id <> ${EVERYBODY}::uuid`;
  const parts = wholeMonthsAndDays(period).flatMap(({ grain, from, to }) => {
    const narrowed = sql`l.day >= ${from}::date AND l.day < ${to}::date AND ${reach.pipeline(sql`l.pipeline_id`)}`;
    return grain === 'DAY' && !isCompany
      ? [
          sql`
        SELECT f.lost_reason, f.lost_stage_id, count(*), sum(f.amount) FROM kpi_deal_fact f
        WHERE f.status = 'LOST' AND f.closed_day >= ${from}::date AND f.closed_day < ${to}::date
          AND ${reach.owner(sql`f.closed_owner_id`)} AND ${reach.pipeline(sql`f.pipeline_id`)} GROUP BY 1, 2`,
        ]
      : [
          sql`${LOST} FROM kpi_lost l WHERE l.grain = ${grain} AND ${owner} AND ${narrowed} GROUP BY 1, 2`,
          sql`${LOST} FROM kpi_lost_fresh l WHERE ${isCompany ? sql`TRUE` : reach.owner(sql`l.owner_id`)} AND ${narrowed} GROUP BY 1, 2`,
        ];
  });
  return tx.$queryRaw`
    SELECT reason, stage_id AS "stageId", sum(count)::bigint AS count, sum(amount)::numeric(20,2)::text AS amount
    FROM (${join(parts, ' UNION ALL ')}) lost (reason, stage_id, count, amount) GROUP BY 1, 2 HAVING sum(count) <> 0 ORDER BY 1, 2`;
}

export interface CatalogueRow {
  key: string;
  labelIt: string;
  labelEn: string;
  isRetired: boolean;
}

/** Why deals may be lost, in the order in which it is offered; retired reasons too. */
export async function readLostCatalogue(tx: Tx): Promise<CatalogueRow[]> {
  return tx.$queryRaw`
    SELECT key, label_it AS "labelIt", label_en AS "labelEn", retired_at IS NOT NULL AS "isRetired"
    FROM closing_reasons WHERE outcome = 'LOST' ORDER BY position, id`;
}

export interface StageRow {
  stageId: string;
  stageName: string;
  pipelineId: string;
  pipelineName: string;
}

/** These stages, in the order of the board. */
export async function readStagesNamed(tx: Tx, ids: readonly string[]): Promise<StageRow[]> {
  return tx.$queryRaw`
    SELECT s.id AS "stageId", s.name AS "stageName", p.id AS "pipelineId", p.name AS "pipelineName"
    FROM pipeline_stages s JOIN sales_pipelines p ON p.id = s.pipeline_id
    WHERE s.id = ANY (${[...ids]}::uuid[])
    ORDER BY p.is_default DESC, p.name, s.position, s.id`;
}
