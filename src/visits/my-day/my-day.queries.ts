import { type AccessScope, withinSql } from '../../platform/access/index.js';
import { Prisma } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import type { BusinessDate } from '../../platform/time/rome.js';
import type { OpenClient } from '../routes/day/opening-hours.js';
import type { MyDayActivity, MyDayDeal, MyDayVisit } from './dto/my-day.response.js';

/** Whose day, when it begins and ends, and how many rows each part shows. */
export interface Day {
  agentId: string;
  date: BusinessDate;
  start: Date;
  end: Date;
  /** The Monday after. */
  nextWeek: BusinessDate;
  limit: number;
}

/** A row with the part to which it belongs, and how many belong there. */
type InPart<Row, Part extends string> = Row & { part: Part; count: number };

/** A visit before its client's hours of the day are worked out. */
export type VisitRow = Omit<MyDayVisit, 'openHours'> & OpenClient;

export type ActivityPart = 'overdue' | 'due' | 'reminder';
export type DealPart = 'overdue' | 'closing';

/** A client's columns for who may see that client. */
const seenClient = (scope: AccessScope | null): Prisma.Sql =>
  scope === null
    ? Prisma.sql`FALSE`
    : Prisma.sql`c.deleted_at IS NULL AND ${withinSql(scope, Prisma.sql`c.owner_id`)}`;

/**
 * What the agent still has to do, as owner or assignee: late, due on the day, or to be reminded of on it.
 * @param clients the scope of the reader's clients; null: sees none
 */
export function findActivities(
  tx: Tx,
  { agentId, start, end, limit }: Day,
  scope: AccessScope,
  clients: AccessScope | null,
): Promise<InPart<MyDayActivity, ActivityPart>[]> {
  return tx.$queryRaw`
    WITH mine AS (
      SELECT a.id, a.type, a.subject, a.client_id, a.opportunity_id, a.due_at, a.remind_at, a.version FROM activities a
      WHERE a.deleted_at IS NULL AND a.done_at IS NULL
        AND (a.owner_id = ${agentId}::uuid OR a.assignee_ids @> ARRAY[${agentId}::uuid])
        AND ${withinSql(scope, Prisma.sql`${agentId}::uuid`)}
        AND (a.due_at < ${end} OR (a.remind_at >= ${start} AND a.remind_at < ${end}))),
    parted AS (
      SELECT m.*, p.part, p.place, p.moment, count(*) OVER (PARTITION BY p.part)::int AS count,
        row_number() OVER (PARTITION BY p.part ORDER BY p.moment, m.id) AS n
      FROM mine m CROSS JOIN LATERAL (VALUES
        ('overdue', 1, m.due_at, m.due_at < ${start}),
        ('due', 2, m.due_at, m.due_at >= ${start} AND m.due_at < ${end}),
        ('reminder', 3, m.due_at, m.remind_at >= ${start} AND m.remind_at < ${end})) AS p(part, place, moment, belongs)
      WHERE p.belongs)
    SELECT p.part, p.count, p.id, p.type, p.subject, p.client_id AS "clientId", c.name AS "clientName", c.phone AS "clientPhone",
      p.opportunity_id AS "opportunityId", p.due_at AS "dueAt", p.remind_at AS "remindAt", p.version
    FROM parted p LEFT JOIN clients c ON c.id = p.client_id AND ${seenClient(clients)}
    WHERE p.n <= ${limit} ORDER BY p.place, p.n`;
}

/** The agent's visits of the day, in their order. */
export function findVisits(
  tx: Tx,
  { agentId, start, end, limit }: Day,
  scope: AccessScope,
): Promise<InPart<VisitRow, 'visit'>[]> {
  return tx.$queryRaw`
    SELECT 'visit' AS part, count(*) OVER ()::int AS count, v.id, v.scheduled_at AS "scheduledAt", v.duration_minutes AS "durationMinutes", v.status,
      v.fixed, v.purpose, v.client_id AS "clientId", c.name AS "clientName", c.phone AS "clientPhone", c.street,
      c.postal_code AS "postalCode", c.city, c.province, c.latitude, c.longitude, c.country,
      c.opening_hours AS "openingHours", c.opening_exceptions AS "openingExceptions", v.version
    FROM visits v JOIN clients c ON c.id = v.client_id
    WHERE v.agent_id = ${agentId}::uuid AND v.deleted_at IS NULL AND v.scheduled_at >= ${start} AND v.scheduled_at < ${end}
      AND ${withinSql(scope, Prisma.sql`v.agent_id`)}
    ORDER BY v.scheduled_at, v.id LIMIT ${limit}`;
}

/** The agent's open deals that should have closed before the day, or should until the end of its week. */
export function findDeals(
  tx: Tx,
  { agentId, date, nextWeek, limit }: Day,
  scope: AccessScope,
  clients: AccessScope | null,
): Promise<InPart<MyDayDeal, DealPart>[]> {
  return tx.$queryRaw`
    WITH parted AS (
      SELECT o.id, o.title, o.client_id, o.amount, o.expected_close_date, o.stage_id, o.version, p.part,
        count(*) OVER (PARTITION BY p.part)::int AS count,
        row_number() OVER (PARTITION BY p.part ORDER BY o.expected_close_date, o.id) AS n
      FROM opportunities o
      CROSS JOIN LATERAL (SELECT CASE WHEN o.expected_close_date < ${date}::date THEN 'overdue' ELSE 'closing' END AS part) p
      WHERE o.deleted_at IS NULL AND o.status = 'OPEN' AND o.owner_id = ${agentId}::uuid
        AND o.expected_close_date < ${nextWeek}::date AND ${withinSql(scope, Prisma.sql`o.owner_id`)})
    SELECT p.part, p.count, p.id, p.title, p.client_id AS "clientId", c.name AS "clientName", p.amount::text AS amount,
      p.expected_close_date::text AS "expectedCloseDate", p.stage_id AS "stageId", p.version
    FROM parted p LEFT JOIN clients c ON c.id = p.client_id AND ${seenClient(clients)}
    WHERE p.n <= ${limit} ORDER BY p.part DESC, p.n`;
}
