import { type AccessScope, withinRows, withinSql } from '../../platform/access/index.js';
import { literally } from '../../platform/listing/index.js';
import { Prisma } from '../../platform/prisma/generated/client.js';
import type { PrismaService } from '../../platform/prisma/prisma.service.js';
import type { BoardQuery } from './dto/board.query.js';

/** Which deals are on a board. */
export interface OnBoard {
  scope: AccessScope;
  filter: Pick<BoardQuery, 'ownerId' | 'teamId' | 'q'>;
  /** The clients whose names the reader may see and look for; undefined: none. */
  clients: AccessScope | undefined;
  /** Columns of won and lost deals show those closed since. */
  closedSince: Date;
}

/** The deals `o` of a column `s`: the open ones and the closed ones, each as its own partial index holds them. */
export function dealsOfColumn({ scope, filter: { ownerId, teamId, q }, clients, closedSince }: OnBoard): {
  open: Prisma.Sql;
  closed: Prisma.Sql;
} {
  const seen = Prisma.sql`o.stage_id = s.id AND o.deleted_at IS NULL AND ${withinRows(scope, Prisma.sql`o`)}
    ${ownerId ? Prisma.sql`AND o.owner_id = ${ownerId}::uuid` : Prisma.empty}
    ${teamId ? Prisma.sql`AND o.team_id = ${teamId}::uuid` : Prisma.empty}
    ${q ? Prisma.sql`AND ${tellsOf(q, clients)}` : Prisma.empty}`;
  return {
    open: Prisma.sql`s.kind = 'OPEN' AND o.status = 'OPEN' AND ${seen}`,
    closed: Prisma.sql`s.kind <> 'OPEN' AND o.status <> 'OPEN' AND o.closed_at >= ${closedSince} AND ${seen}`,
  };
}

/** The title of a deal `o` has these words in it, or the name of its client, if the reader may see that. */
function tellsOf(words: string, clients: AccessScope | undefined): Prisma.Sql {
  const part = `%${literally(words)}%`;
  const title = Prisma.sql`o.title ILIKE ${part}`;
  if (!clients) return title;
  return Prisma.sql`(${title} OR EXISTS (SELECT FROM clients c
    WHERE c.id = o.client_id AND c.name ILIKE ${part} AND ${withinSql(clients, Prisma.sql`c.owner_id`)}))`;
}

/** What stands over a column `s`, as a lateral table of one row. */
export function sumsOfColumn(onBoard: OnBoard): Prisma.Sql {
  const { open, closed } = dealsOfColumn(onBoard);
  return Prisma.sql`LATERAL (
    SELECT coalesce(sum(u.count), 0)::int AS count, coalesce(sum(u.amount), 0)::numeric(20, 2)::text AS amount,
      coalesce(sum(u.weighted), 0)::numeric(20, 2)::text AS weighted
    FROM (
      SELECT count(*) AS count, sum(o.amount) AS amount, sum(o.amount * o.probability) / 100 AS weighted
      FROM opportunities o WHERE ${open}
      UNION ALL
      SELECT count(*), sum(o.amount), 0 FROM opportunities o WHERE ${closed}
    ) u)`;
}

/** The sums over one column of a board. */
export interface ColumnTotals {
  stageId: string;
  count: number;
  /** EUR, a decimal string; not there for who may not see amounts. */
  amount?: string;
  /** The same, weighted by probability, of open deals. */
  weighted?: string;
}

/** The sums of a board's columns, without its cards. */
export function readColumnTotals(
  prisma: PrismaService,
  pipelineId: string,
  onBoard: OnBoard,
): Promise<Required<ColumnTotals>[]> {
  return prisma.$queryRaw<Required<ColumnTotals>[]>`
    SELECT s.id AS "stageId", t.count, t.amount, t.weighted
    FROM pipeline_stages s CROSS JOIN ${sumsOfColumn(onBoard)} t
    WHERE s.pipeline_id = ${pipelineId}::uuid AND s.retired_at IS NULL
    ORDER BY s.position`;
}
