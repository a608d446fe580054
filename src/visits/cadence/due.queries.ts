import { type AccessScope, withinSql } from '../../platform/access/index.js';
import { Prisma } from '../../platform/prisma/generated/client.js';
import type { PrismaService } from '../../platform/prisma/prisma.service.js';
import { BUSINESS_ZONE, type BusinessDate, startOfBusinessDate } from '../../platform/time/rome.js';
import {
  type CadenceStatus,
  CLASS_INTERVAL_DAYS,
  DUE_SOON_DAYS,
  type PointOfSaleType,
} from './domain/cadence.js';

export interface DueRow {
  id: string;
  name: string;
  city: string | null;
  ownerId: string;
  visitIntervalDays: number | null;
  pointOfSaleType: PointOfSaleType | null;
  createdOn: BusinessDate;
  lastVisitOn: BusinessDate | null;
  lastVisitAt: Date | null;
  /** A decimal with four places. */
  urgency: string;
}

export interface DueFilter {
  scope: AccessScope;
  today: BusinessDate;
  agentId?: string;
  status?: CadenceStatus;
}

export interface DuePosition {
  urgency: string;
  id: string;
}

/**
 * Clients to visit, most urgent first: the same arithmetic as `cadenceOf`. The last visit of each client is one
 * look into the index (client, time); a client with a visit ahead is taken care of.
 */
export function findDue(
  prisma: PrismaService,
  filter: DueFilter,
  after: DuePosition | null,
  take: number,
): Promise<DueRow[]> {
  const { today } = filter;
  const onward = after
    ? Prisma.sql`WHERE rank < ${after.urgency}::numeric OR (rank = ${after.urgency}::numeric AND id > ${after.id}::uuid)`
    : Prisma.empty;
  return prisma.$queryRaw<DueRow[]>`
    SELECT *, rank::text AS urgency FROM (
      SELECT id, name, city, "ownerId", "visitIntervalDays", "pointOfSaleType", "lastVisitAt",
        to_char("createdOn", 'YYYY-MM-DD') AS "createdOn",
        to_char("lastVisitOn", 'YYYY-MM-DD') AS "lastVisitOn",
        round(greatest(0, 1 - (due - ${today}::date)::numeric / days), 4) AS rank
      FROM (${waiting(filter)}) waiting
    ) ranked ${onward}
    ORDER BY rank DESC, id LIMIT ${take}`;
}

export async function countDue(prisma: PrismaService, filter: DueFilter, atMost?: number): Promise<number> {
  const limit = atMost === undefined ? Prisma.empty : Prisma.sql`LIMIT ${atMost}`;
  const [row] = await prisma.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM (SELECT 1 FROM (${waiting(filter)}) waiting ${limit}) counted`;
  return row?.count ?? 0;
}

function waiting({ scope, today, agentId, status }: DueFilter): Prisma.Sql {
  const dayOf = (instant: Prisma.Sql): Prisma.Sql =>
    Prisma.sql`(${instant} AT TIME ZONE ${BUSINESS_ZONE})::date`;
  return Prisma.sql`
    SELECT * FROM (
      SELECT c.id, c.name, c.city, c.owner_id AS "ownerId", c.visit_interval_days AS "visitIntervalDays",
        c.point_of_sale_type AS "pointOfSaleType", last.scheduled_at AS "lastVisitAt", pace.days,
        ${dayOf(Prisma.sql`c.created_at`)} AS "createdOn",
        ${dayOf(Prisma.sql`last.scheduled_at`)} AS "lastVisitOn",
        coalesce(${dayOf(Prisma.sql`last.scheduled_at`)} + pace.days, ${dayOf(Prisma.sql`c.created_at`)}) AS due
      FROM clients c
      CROSS JOIN LATERAL (SELECT coalesce(c.visit_interval_days, ${classInterval()}) AS days) pace
      LEFT JOIN LATERAL (
        SELECT v.scheduled_at FROM visits v
        WHERE v.client_id = c.id AND v.status = 'COMPLETED' AND v.deleted_at IS NULL
        ORDER BY v.scheduled_at DESC LIMIT 1
      ) last ON TRUE
      WHERE c.deleted_at IS NULL AND c.lifecycle <> 'LOST'
        AND ${withinSql(scope, Prisma.sql`c.owner_id`)}
        AND ${agentId === undefined ? Prisma.sql`TRUE` : Prisma.sql`c.owner_id = ${agentId}::uuid`}
        AND NOT EXISTS (
          SELECT 1 FROM visits v
          WHERE v.client_id = c.id AND v.scheduled_at >= ${startOfBusinessDate(today)} AND v.deleted_at IS NULL
            AND v.status IN ('PLANNED', 'CONFIRMED', 'CHECKED_IN')
        )
    ) paced WHERE ${status === undefined ? Prisma.sql`TRUE` : statusIs(status, today)}`;
}

function classInterval(): Prisma.Sql {
  const classes = Object.entries(CLASS_INTERVAL_DAYS).map(
    ([name, days]) => Prisma.sql`WHEN ${name} THEN ${days}::int`,
  );
  return Prisma.sql`CASE c.point_of_sale_type::text ${Prisma.join(classes, ' ')} ELSE ${CLASS_INTERVAL_DAYS.OTHER}::int END`;
}

function statusIs(status: CadenceStatus, today: BusinessDate): Prisma.Sql {
  const visited = Prisma.sql`"lastVisitOn" IS NOT NULL`;
  const soon = Prisma.sql`${today}::date + ${DUE_SOON_DAYS}::int`;
  switch (status) {
    case 'NEVER':
      return Prisma.sql`"lastVisitOn" IS NULL`;
    case 'OVERDUE':
      return Prisma.sql`${visited} AND due < ${today}::date`;
    case 'DUE_SOON':
      return Prisma.sql`${visited} AND due BETWEEN ${today}::date AND ${soon}`;
    case 'ON_TRACK':
      return Prisma.sql`${visited} AND due > ${soon}`;
  }
}
