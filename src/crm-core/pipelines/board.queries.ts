import { type AccessScope, withinRows } from '../../platform/access/index.js';
import { Prisma } from '../../platform/prisma/generated/client.js';
import type { PrismaService } from '../../platform/prisma/prisma.service.js';
import { rottenSince } from '../opportunities/rotting.queries.js';
import type { BoardQuery } from './dto/board.query.js';
import type { BoardColumnResponse } from './dto/board.response.js';

const CARDS = 10;

/** An instant as all answers write it. */
const inUtc = (instant: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`to_char(${instant} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

export interface BoardView {
  scope: AccessScope;
  filter: Pick<BoardQuery, 'ownerId' | 'teamId'>;
  /** Columns of won and lost deals show those closed since. */
  closedSince: Date;
  /** The largest cards first; otherwise the newest: who may not see amounts learns nothing of them from the order either. */
  byAmount: boolean;
  /** What the silence of deals is measured against. */
  now: Date;
}

/**
 * The columns of a board with the deals inside a scope: sums and first cards of every stage in one query. All that is
 * summed and ordered stands in two partial indexes, one of open deals and one of closed ones by their day.
 */
export function readBoard(
  prisma: PrismaService,
  pipelineId: string,
  { scope, filter: { ownerId, teamId }, closedSince, byAmount, now }: BoardView,
): Promise<BoardColumnResponse[]> {
  const seen = Prisma.sql`o.stage_id = s.id AND o.deleted_at IS NULL AND ${withinRows(scope, Prisma.sql`o`)}
    ${ownerId ? Prisma.sql`AND o.owner_id = ${ownerId}::uuid` : Prisma.empty}
    ${teamId ? Prisma.sql`AND o.team_id = ${teamId}::uuid` : Prisma.empty}`;
  const open = Prisma.sql`s.kind = 'OPEN' AND o.status = 'OPEN' AND ${seen}`;
  const closed = Prisma.sql`s.kind <> 'OPEN' AND o.status <> 'OPEN' AND o.closed_at >= ${closedSince} AND ${seen}`;
  const rotten = rottenSince(Prisma.sql`f`, now);
  const order = byAmount ? Prisma.sql`amount DESC, id DESC` : Prisma.sql`id DESC`;
  const first = Prisma.sql`ORDER BY ${order} LIMIT ${CARDS}`;
  return prisma.$queryRaw<BoardColumnResponse[]>`
    SELECT s.id AS "stageId", s.name, s.position, s.kind::text, s.probability, t.count::int AS count,
           t.amount::numeric(20, 2)::text AS amount, t.weighted::numeric(20, 2)::text AS weighted,
           coalesce(c.cards, '[]') AS cards
    FROM pipeline_stages s
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(u.count), 0) AS count, coalesce(sum(u.amount), 0) AS amount, coalesce(sum(u.weighted), 0) AS weighted
      FROM (
        SELECT count(*) AS count, sum(o.amount) AS amount, sum(o.amount * o.probability) / 100 AS weighted
        FROM opportunities o WHERE ${open}
        UNION ALL
        SELECT count(*), sum(o.amount), 0 FROM opportunities o WHERE ${closed}
      ) u
    ) t
    LEFT JOIN LATERAL (
      SELECT jsonb_agg(jsonb_build_object(
               'id', f.id, 'title', f.title, 'clientId', f.client_id, 'ownerId', f.owner_id, 'amount', f.amount::text,
               'probability', f.probability, 'expectedCloseDate', f.expected_close_date, 'version', f.version,
               'lastActivityAt', ${inUtc(Prisma.sql`f.last_activity_at`)}, 'rottenSince', ${inUtc(rotten)}, 'rotting', ${rotten} IS NOT NULL)
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
