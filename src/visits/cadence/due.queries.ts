import { type AccessScope, withinRows, withinSql } from '../../platform/access/index.js';
import { Prisma } from '../../platform/prisma/generated/client.js';
import type { PrismaService } from '../../platform/prisma/prisma.service.js';
import { type BusinessDate, startOfBusinessDate } from '../../platform/time/rome.js';
import { intervalOf } from './cadence.queries.js';
import { type CadenceFacts, type CadenceStatus, DUE_SOON_DAYS } from './domain/cadence.js';

export interface DueRow extends CadenceFacts {
  id: string;
  name: string;
  city: string | null;
  latitude: number | null;
  longitude: number | null;
  ownerId: string;
  lastVisitAt: Date | null;
  /** A decimal with four places; negative when the last visit lies ahead, done before its day. */
  urgency: string;
}

export interface DueFilter {
  scope: AccessScope;
  today: BusinessDate;
  agentId?: string;
  teamId?: string;
  status?: CadenceStatus;
}

export interface DuePosition {
  urgency: string;
  id: string;
}

/**
 * Clients to visit, most urgent first: the same arithmetic as `cadenceOf`. Clients of one pace fall due in the order of
 * `since_on`, on whatever day one looks, and that order is an index; a page merges the heads of these few orders, and
 * those whose booked visit nobody made. No visit is looked at.
 */
export function findDue(
  prisma: PrismaService,
  filter: DueFilter,
  after: DuePosition | null,
  take: number,
): Promise<DueRow[]> {
  const b = Prisma.sql`b`;
  return prisma.$queryRaw<DueRow[]>`
    WITH RECURSIVE ${paced(filter)}, begun AS MATERIALIZED (${begun(filter, after)}), due AS (
      SELECT k.*, b.visited, b.days FROM begun b CROSS JOIN LATERAL (
        SELECT k.client_id, k.since_on, k.last_visit_at, ${rank(filter, b, Prisma.sql`k.since_on`)} AS rank
        FROM client_cadences k WHERE ${free(filter, b)} AND (k.since_on, k.client_id) > (b.from_on, b.from_id)
        ORDER BY k.since_on, k.client_id LIMIT ${take}
      ) k
      UNION ALL
      SELECT m.* FROM (${missed(filter)}) m WHERE ${beyond(after)}
      ORDER BY rank DESC, client_id LIMIT ${take}
    )
    SELECT c.id, c.name, c.city, c.latitude, c.longitude, c.owner_id AS "ownerId", d.last_visit_at AS "lastVisitAt", d.days AS "intervalDays",
      d.visited, to_char(d.since_on, 'YYYY-MM-DD') AS "sinceOn", d.rank::text AS urgency
    FROM due d JOIN clients c ON c.id = d.client_id ORDER BY d.rank DESC, c.id`;
}

export async function countDue(prisma: PrismaService, filter: DueFilter, atMost?: number): Promise<number> {
  const [row] = await prisma.$queryRaw<{ count: number }[]>`
    WITH RECURSIVE ${paced(filter)}
    SELECT count(*)::int AS count FROM (
      SELECT FROM paced p CROSS JOIN LATERAL (SELECT FROM client_cadences k WHERE ${free(filter, Prisma.sql`p`)}) k
      UNION ALL
      SELECT FROM (${missed(filter)}) m
      LIMIT ${atMost ?? null}) counted`;
  return row?.count ?? 0;
}

/** Whose last booking lies on a day that has passed; few, for past bookings are forgotten. */
function missed(filter: DueFilter): Prisma.Sql {
  const p = Prisma.sql`p`;
  return Prisma.sql`
    SELECT k.client_id, k.since_on, k.last_visit_at, ${rank(filter, p, Prisma.sql`k.since_on`)} AS rank, p.visited, p.days
    FROM client_cadences k CROSS JOIN LATERAL (SELECT k.visited, ${intervalOf(Prisma.sql`k.pace`)} AS days) p
    WHERE ${within(filter)} AND k.booked_until < ${startOfBusinessDate(filter.today)} AND ${ofStatus(filter, p)}`;
}

function beyond(after: DuePosition | null): Prisma.Sql {
  if (!after) return Prisma.sql`TRUE`;
  const shown = Prisma.sql`${after.urgency}::numeric`;
  return Prisma.sql`(m.rank < ${shown} OR (m.rank = ${shown} AND m.client_id > ${after.id}::uuid))`;
}

/** The paces that there are within the filter, found one by one in the index, with their days as they stand now. */
function paced(filter: DueFilter): Prisma.Sql {
  const kept = Prisma.sql`${within(filter)} AND k.booked_until IS NULL`;
  return Prisma.sql`paces AS (
      (SELECT k.pace, k.visited FROM client_cadences k WHERE ${kept} ORDER BY k.pace, k.visited LIMIT 1)
      UNION ALL
      SELECT n.pace, n.visited FROM paces p CROSS JOIN LATERAL (
        SELECT k.pace, k.visited FROM client_cadences k WHERE ${kept} AND (k.pace, k.visited) > (p.pace, p.visited)
        ORDER BY k.pace, k.visited LIMIT 1) n
    ), paced AS MATERIALIZED (
      SELECT p.pace, p.visited, ${intervalOf(Prisma.sql`p.pace`)} AS days FROM paces p WHERE ${visitedOrNot(filter, Prisma.sql`p`)}
    )`;
}

/** Where each pace begins: what comes before `from_on` and `from_id` is not asked for, or has been shown. */
function begun(filter: DueFilter, after: DuePosition | null): Prisma.Sql {
  const first = sinceOf(filter, Prisma.sql`p`).first;
  if (!after) return Prisma.sql`SELECT p.*, ${first} AS from_on, ${LEAST_ID}::uuid AS from_id FROM paced p`;
  const shown = Prisma.sql`${after.urgency}::numeric`;
  // The one day of the pace whose rank may be that of the position; days lie farther apart than ranks are rounded.
  return Prisma.sql`
    SELECT p.*, s.from_on, CASE sign(${rank(filter, Prisma.sql`p`, Prisma.sql`s.from_on`)} - ${shown})
      WHEN -1 THEN ${LEAST_ID}::uuid WHEN 0 THEN ${after.id}::uuid ELSE ${GREATEST_ID}::uuid END AS from_id
    FROM paced p CROSS JOIN LATERAL (
      SELECT greatest(${first}, ${filter.today}::date - floor(greatest(-${FAR}::int, least(${FAR}::int,
        (${shown} - (NOT p.visited)::int + 0.00005) * p.days)))::int) AS from_on
    ) s`;
}

const [LEAST_ID, GREATEST_ID] = [
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
];
/** Days from today beyond which no client has waited or will wait. */
const FAR = 300_000;

function rank({ today }: Pick<DueFilter, 'today'>, pace: Prisma.Sql, since: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`round((${today}::date - ${since})::numeric / ${pace}.days + (NOT ${pace}.visited)::int, 4)`;
}

/** Of one pace, those of the status who have no booking. */
function free(filter: DueFilter, pace: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`${within(filter)} AND k.booked_until IS NULL
    AND k.pace = ${pace}.pace AND k.visited = ${pace}.visited AND ${ofStatus(filter, pace)}`;
}

function within({ scope, agentId, teamId }: DueFilter): Prisma.Sql {
  // An agent within one's reach: one equality then, and so one range of the owners' index.
  const reach =
    agentId === undefined
      ? withinRows(scope, Prisma.sql`k`)
      : Prisma.sql`k.owner_id = ${agentId}::uuid AND ${withinSql(scope, Prisma.sql`${agentId}::uuid`)}`;
  const team = teamId === undefined ? Prisma.sql`TRUE` : Prisma.sql`k.team_id = ${teamId}::uuid`;
  return Prisma.sql`k.visitable AND ${reach} AND ${team}`;
}

function ofStatus(filter: DueFilter, pace: Prisma.Sql): Prisma.Sql {
  const { first, last } = sinceOf(filter, pace);
  return Prisma.sql`${visitedOrNot(filter, pace)} AND k.since_on BETWEEN ${first} AND ${last}`;
}

function visitedOrNot({ status }: DueFilter, pace: Prisma.Sql): Prisma.Sql {
  return status === undefined ? Prisma.sql`TRUE` : Prisma.sql`${pace}.visited = ${status !== 'NEVER'}`;
}

/** Since when clients of a pace have been waiting who are of the status; both days included. */
function sinceOf({ status, today }: DueFilter, pace: Prisma.Sql): { first: Prisma.Sql; last: Prisma.Sql } {
  const [ever, always] = [Prisma.sql`'-infinity'::date`, Prisma.sql`'infinity'::date`];
  const dueIn = (days: number): Prisma.Sql => Prisma.sql`${today}::date - ${pace}.days + ${days}::int`;
  switch (status) {
    case undefined:
    case 'NEVER':
      return { first: ever, last: always };
    case 'OVERDUE':
      return { first: ever, last: dueIn(-1) };
    case 'DUE_SOON':
      return { first: dueIn(0), last: dueIn(DUE_SOON_DAYS) };
    case 'ON_TRACK':
      return { first: dueIn(DUE_SOON_DAYS + 1), last: always };
  }
}
