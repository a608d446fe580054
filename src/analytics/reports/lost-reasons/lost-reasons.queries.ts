import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import type { Period } from '../arithmetic/period.js';
import { grainsWithin } from '../grains.queries.js';
import type { Reach } from '../reach.js';

/** Deals lost for one reason from one stage. */
export interface LostRow {
  /** A key of the catalogue: no deal is lost without one. */
  reason: string;
  /** Null: the deal came without a history. */
  stageId: string | null;
  count: bigint;
  amount: string;
}

/** The deals lost in a period by reason and stage, for who owned them when they were closed. */
export async function readLost(tx: Tx, reach: Reach, period: Period): Promise<LostRow[]> {
  if (reach.isEverybody()) {
    return tx.$queryRaw`
      SELECT l.reason, nullif(l.stage_id, '00000000-0000-0000-0000-000000000000') AS "stageId",
        sum(l.count)::bigint AS count, sum(l.amount)::numeric(20,2)::text AS amount
      FROM kpi_lost l
      WHERE ${grainsWithin(period, Prisma.sql`l.grain`, Prisma.sql`l.day`)} AND ${reach.pipeline(Prisma.sql`l.pipeline_id`)}
      GROUP BY 1, 2`;
  }
  return tx.$queryRaw`
    SELECT f.lost_reason AS reason, f.lost_stage_id AS "stageId", count(*) AS count, sum(f.amount)::numeric(20,2)::text AS amount
    FROM kpi_deal_fact f
    WHERE f.status = 'LOST' AND f.closed_day >= ${period.from}::date AND f.closed_day < ${period.to}::date
      AND ${reach.owner(Prisma.sql`f.closed_owner_id`)} AND ${reach.pipeline(Prisma.sql`f.pipeline_id`)}
    GROUP BY 1, 2`;
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
