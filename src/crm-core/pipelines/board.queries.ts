import { Prisma } from '../../platform/prisma/generated/client.js';
import type { PrismaService } from '../../platform/prisma/prisma.service.js';
import { cardOf, type CardView } from './board-cards.queries.js';
import { dealsOfColumn, type OnBoard, sumsOfColumn } from './column-totals.queries.js';
import type { BoardColumnResponse } from './dto/board.response.js';

const CARDS = 10;

export interface BoardView extends OnBoard, CardView {
  /** The largest cards first; otherwise the newest: who may not see amounts learns nothing of them from the order either. */
  byAmount: boolean;
}

/**
 * The columns of a board with the deals inside a scope: sums and first cards of every stage in one query. All that is
 * summed and ordered stands in two partial indexes, one of open deals and one of closed ones by their day.
 */
export function readBoard(
  prisma: PrismaService,
  pipelineId: string,
  { byAmount, now, ...onBoard }: BoardView,
): Promise<BoardColumnResponse[]> {
  const { open, closed } = dealsOfColumn(onBoard);
  const order = byAmount ? Prisma.sql`amount DESC, id DESC` : Prisma.sql`id DESC`;
  const first = Prisma.sql`ORDER BY ${order} LIMIT ${CARDS}`;
  return prisma.$queryRaw<BoardColumnResponse[]>`
    SELECT s.id AS "stageId", s.name, s.position, s.kind::text, s.probability, t.count, t.amount, t.weighted,
           coalesce(c.cards, '[]') AS cards
    FROM pipeline_stages s
    CROSS JOIN ${sumsOfColumn(onBoard)} t
    LEFT JOIN LATERAL (
      SELECT jsonb_agg(${cardOf(Prisma.sql`f`, { clients: onBoard.clients, now })}
             ORDER BY ${order}) AS cards
      FROM opportunities f
      WHERE f.id IN (
        (SELECT i.id FROM (SELECT o.id, o.amount FROM opportunities o WHERE ${open} ${first}) i)
        UNION ALL
        (SELECT i.id FROM (SELECT o.id, o.amount FROM opportunities o WHERE ${closed} ${first}) i))
    ) c ON TRUE
    WHERE s.pipeline_id = ${pipelineId}::uuid AND s.retired_at IS NULL
    ORDER BY s.position`;
}
