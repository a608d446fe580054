import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import type { Period } from '../arithmetic/period.js';
import { STAGE_TABLE } from '../../sums/sum-tables.js';
import type { Reach } from '../reach.js';
import { sumsOf } from '../sums.queries.js';

export interface FunnelRow {
  pipelineId: string;
  pipelineName: string;
  stageId: string;
  stageName: string;
  kind: 'OPEN' | 'WON' | 'LOST';
  entered: bigint;
  advanced: bigint;
  dropped: bigint;
  amount: string;
  leftCount: bigint;
  leftSeconds: bigint;
  /** Stays that have not ended. */
  lasting: bigint;
}

/**
 * The stages in their order, with the deals that entered each in the period. A deal counts once for a stage, at its
 * first entry in the period: those are the rows whose `previous_day` lies before it.
 */
export async function readFunnel(tx: Tx, reach: Reach, period: Period): Promise<FunnelRow[]> {
  const { from } = period;
  return tx.$queryRaw`
    WITH sums AS (
      SELECT f.stage_id,
        sum(f.entered) FILTER (WHERE f.previous_day < ${from}::date) AS entered,
        sum(f.advanced) FILTER (WHERE f.previous_day < ${from}::date) AS advanced,
        sum(f.dropped) FILTER (WHERE f.previous_day < ${from}::date) AS dropped,
        sum(f.amount) FILTER (WHERE f.previous_day < ${from}::date) AS amount,
        sum(f.left_count) AS left_count, sum(f.left_seconds) AS left_seconds,
        sum(f.entered) - sum(f.left_count) AS lasting
      FROM ${sumsOf(STAGE_TABLE, reach, period)} f WHERE ${reach.pipeline(Prisma.sql`f.pipeline_id`)}
      GROUP BY f.stage_id HAVING sum(f.entered) <> 0
    )
    SELECT p.id AS "pipelineId", p.name AS "pipelineName", s.id AS "stageId", s.name AS "stageName", s.kind,
      coalesce(f.entered, 0)::bigint AS entered, coalesce(f.advanced, 0)::bigint AS advanced,
      coalesce(f.dropped, 0)::bigint AS dropped, coalesce(f.amount, 0)::numeric(20,2)::text AS amount,
      coalesce(f.left_count, 0)::bigint AS "leftCount", coalesce(f.left_seconds, 0)::bigint AS "leftSeconds",
      coalesce(f.lasting, 0)::bigint AS lasting
    FROM pipeline_stages s
    JOIN sales_pipelines p ON p.id = s.pipeline_id
    LEFT JOIN sums f ON f.stage_id = s.id
    WHERE ${reach.pipeline(Prisma.sql`p.id`)} AND (f.stage_id IS NOT NULL OR s.retired_at IS NULL AND p.retired_at IS NULL)
    ORDER BY p.is_default DESC, p.name, (s.kind = 'OPEN') DESC, s.position, s.id`;
}
