import { type AccessScope, withinSql } from '../../platform/access/index.js';
import { Prisma } from '../../platform/prisma/generated/client.js';
import type { PrismaService } from '../../platform/prisma/prisma.service.js';
import type { BoardQuery } from './dto/board.query.js';
import type { BoardColumnResponse } from './dto/board.response.js';

const CARDS = 10;

/** The columns of a board with the deals inside a scope: sums and first cards of every stage in one query. */
export function readBoard(
  prisma: PrismaService,
  pipelineId: string,
  scope: AccessScope,
  { ownerId, teamId }: BoardQuery,
  { byAmount }: { byAmount: boolean },
): Promise<BoardColumnResponse[]> {
  const seen = Prisma.sql`o.deleted_at IS NULL AND ${withinSql(scope, Prisma.sql`o.owner_id`)}
    ${ownerId ? Prisma.sql`AND o.owner_id = ${ownerId}::uuid` : Prisma.empty}
    ${teamId ? Prisma.sql`AND o.owner_id IN (SELECT id FROM users WHERE team_id = ${teamId}::uuid)` : Prisma.empty}`;
  // Who may not see amounts learns nothing of them from the order either.
  const order = byAmount ? Prisma.sql`amount DESC, id DESC` : Prisma.sql`id DESC`;
  return prisma.$queryRaw<BoardColumnResponse[]>`
    SELECT s.id AS "stageId", s.name, s.position, s.kind::text, s.probability,
           coalesce(t.count, 0)::int AS count,
           coalesce(t.amount, 0)::numeric(20, 2)::text AS amount,
           coalesce(t.weighted, 0)::numeric(20, 2)::text AS weighted,
           coalesce(c.cards, '[]') AS cards
    FROM pipeline_stages s
    LEFT JOIN (
      SELECT o.stage_id, count(*) AS count, sum(o.amount) AS amount,
             sum(o.amount * o.probability / 100) FILTER (WHERE o.status = 'OPEN') AS weighted
      FROM opportunities o
      WHERE o.pipeline_id = ${pipelineId}::uuid AND ${seen}
      GROUP BY o.stage_id
    ) t ON t.stage_id = s.id
    LEFT JOIN LATERAL (
      SELECT jsonb_agg(jsonb_build_object(
               'id', f.id, 'title', f.title, 'clientId', f.client_id, 'ownerId', f.owner_id, 'amount', f.amount::text,
               'probability', f.probability, 'expectedCloseDate', f.expected_close_date, 'version', f.version)
             ORDER BY ${order}) AS cards
      FROM (SELECT * FROM opportunities o WHERE o.stage_id = s.id AND ${seen} ORDER BY ${order} LIMIT ${CARDS}) f
    ) c ON TRUE
    WHERE s.pipeline_id = ${pipelineId}::uuid AND s.retired_at IS NULL
    ORDER BY s.position`;
}
