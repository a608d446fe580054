import { type AccessScope, withinSql } from '../../platform/access/index.js';
import type { SqlPage } from '../../platform/listing/index.js';
import { Prisma, type StageKind } from '../../platform/prisma/generated/client.js';
import type { PrismaService } from '../../platform/prisma/prisma.service.js';
import { rottenSince } from '../opportunities/rotting.queries.js';
import { dealsOfColumn, type OnBoard } from './column-totals.queries.js';
import type { BoardCardResponse } from './dto/board.response.js';

/** A card with what its place in a list is made of. */
export interface CardRow {
  id: string;
  amount: Prisma.Decimal;
  createdAt: Date;
  card: BoardCardResponse;
}

/** What is told of a deal depends on the reader, and on the moment. */
export interface CardView {
  /** The clients whose names the reader may see; undefined: none. */
  clients: AccessScope | undefined;
  /** What the silence of deals is measured against. */
  now: Date;
}

/** An instant as all answers write it. */
const inUtc = (instant: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`to_char(${instant} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** The card of a row `deal` of `opportunities`. */
export function cardOf(deal: Prisma.Sql, { clients, now }: CardView): Prisma.Sql {
  const rotten = rottenSince(deal, now);
  const name = clients
    ? Prisma.sql`(SELECT c.name FROM clients c WHERE c.id = ${deal}.client_id AND ${withinSql(clients, Prisma.sql`c.owner_id`)})`
    : Prisma.sql`NULL::text`;
  return Prisma.sql`jsonb_build_object(
    'id', ${deal}.id, 'stageId', ${deal}.stage_id, 'title', ${deal}.title, 'clientId', ${deal}.client_id, 'clientName', ${name},
    'ownerId', ${deal}.owner_id, 'ownerName', (SELECT u.full_name FROM users u WHERE u.id = ${deal}.owner_id),
    'amount', ${deal}.amount::text, 'probability', ${deal}.probability, 'expectedCloseDate', ${deal}.expected_close_date,
    'stageSince', (SELECT ${inUtc(Prisma.sql`e.entered_at`)} FROM opportunity_stage_entries e
      WHERE e.opportunity_id = ${deal}.id AND e.left_at IS NULL),
    'version', ${deal}.version, 'lastActivityAt', ${inUtc(Prisma.sql`${deal}.last_activity_at`)},
    'rottenSince', ${inUtc(rotten)}, 'rotting', ${rotten} IS NOT NULL)`;
}

/** One page of cards. */
export function findCards(
  prisma: PrismaService,
  { where, orderBy, take }: SqlPage,
  view: CardView,
): Promise<CardRow[]> {
  return prisma.$queryRaw<CardRow[]>`
    SELECT o.id, o.amount, o.created_at AS "createdAt", ${cardOf(Prisma.sql`o`, view)} AS card
    FROM (
      SELECT o.* FROM opportunities o JOIN pipeline_stages s ON s.id = o.stage_id
      WHERE ${where} ORDER BY ${orderBy} LIMIT ${take}) o
    ORDER BY ${orderBy}`;
}

/** @param most stop counting here */
export async function countCards(prisma: PrismaService, where: Prisma.Sql, most?: number): Promise<number> {
  const [row] = await prisma.$queryRaw<[{ count: number }]>`
    SELECT count(*)::int AS count FROM (
      SELECT FROM opportunities o JOIN pipeline_stages s ON s.id = o.stage_id
      WHERE ${where} LIMIT ${most ?? null}) AS counted`;
  return row.count;
}

/**
 * The deals `o` on a board, in its columns `s`. Where a column is named, its kind says which index holds them in order.
 * @param kind of the column `stageId`
 */
export function cardsOnBoard(
  pipelineId: string,
  onBoard: OnBoard,
  { stageId, kind, ids }: { stageId?: string; kind?: StageKind; ids?: readonly string[] },
): Prisma.Sql {
  const { open, closed } = dealsOfColumn(onBoard);
  const either = Prisma.sql`((${open}) OR (${closed}))`;
  const conditions = [
    Prisma.sql`s.pipeline_id = ${pipelineId}::uuid AND s.retired_at IS NULL`,
    kind === undefined ? either : kind === 'OPEN' ? open : closed,
    ...(stageId ? [Prisma.sql`s.id = ${stageId}::uuid AND o.stage_id = ${stageId}::uuid`] : []),
    ...(ids ? [Prisma.sql`o.id = ANY(${[...ids]}::uuid[])`] : []),
  ];
  return Prisma.join(conditions, ' AND ');
}
