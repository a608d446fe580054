import { type AccessScope, withinSql } from '../../platform/access/index.js';
import { Prisma } from '../../platform/prisma/generated/client.js';
import type { PrismaService } from '../../platform/prisma/prisma.service.js';

/** The sums over one column of a board. */
export interface ColumnTotals {
  stageId: string;
  count: number;
  /** EUR, a decimal string; not there for who may not see amounts. */
  amount?: string;
  /** The same, weighted by probability, of open deals. */
  weighted?: string;
}

/** The sums of a board's columns over the deals inside a scope, without its cards. */
export function readColumnTotals(
  prisma: PrismaService,
  pipelineId: string,
  scope: AccessScope,
): Promise<Required<ColumnTotals>[]> {
  return prisma.$queryRaw<Required<ColumnTotals>[]>`
    SELECT s.id AS "stageId", coalesce(t.count, 0)::int AS count,
      coalesce(t.amount, 0)::numeric(20, 2)::text AS amount,
      coalesce(t.weighted, 0)::numeric(20, 2)::text AS weighted
    FROM pipeline_stages s
    LEFT JOIN (
      SELECT o.stage_id, count(*) AS count, sum(o.amount) AS amount,
        sum(o.amount * o.probability / 100) FILTER (WHERE o.status = 'OPEN') AS weighted
      FROM opportunities o
      WHERE o.pipeline_id = ${pipelineId}::uuid AND o.deleted_at IS NULL AND ${withinSql(scope, Prisma.sql`o.owner_id`)}
      GROUP BY o.stage_id
    ) t ON t.stage_id = s.id
    WHERE s.pipeline_id = ${pipelineId}::uuid AND s.retired_at IS NULL
    ORDER BY s.position`;
}
