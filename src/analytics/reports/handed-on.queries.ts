import { withinSql } from '../../platform/access/index.js';
import { Prisma } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import type { Interval, Period } from './arithmetic/period.js';
import type { Reach } from './reach.js';

const { sql } = Prisma;

/** Counted deals that belong by now to somebody whom the reader does not reach. */
export interface HandedOnRow {
  event: 'CREATED' | 'CLOSED';
  /** Of the deal, now. */
  status: 'OPEN' | 'WON' | 'LOST';
  /** Of the event: of the first day of its interval that lies in the period. */
  day: string;
  ownerId: string | null;
  reason: string | null;
  stageId: string | null;
  count: bigint;
}

type Wanted = Partial<Pick<HandedOnRow, 'event' | 'status' | 'ownerId' | 'reason' | 'stageId'>> &
  Partial<Pick<Period, 'from' | 'to'>>;

/** How many of the rows behind a figure no list of the reader shows. */
export class HandedOn {
  /** @param rows in the order of their days; null: not known, for the reader may list less than the figures tell */
  constructor(private readonly rows: readonly HandedOnRow[] | null) {}

  count({ from, to, ...wanted }: Wanted): number | null {
    if (this.rows === null) return null;
    if (this.rows.length === 0) return 0;
    const entries = Object.entries(wanted) as [keyof HandedOnRow, unknown][];
    const end = to === undefined ? this.rows.length : firstFrom(this.rows, to);
    return this.rows
      .slice(from === undefined ? 0 : firstFrom(this.rows, from), end)
      .filter((row) => entries.every(([key, value]) => row[key] === value))
      .reduce((sum, { count }) => sum + Number(count), 0);
  }
}

/** Where the rows of a day and of those after it begin: a trend asks for every one of its points. */
function firstFrom(rows: readonly HandedOnRow[], day: string): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const row = rows[middle];
    if (row !== undefined && row.day < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What a report tells apart, so that no more rows are read than it has figures. */
export interface Detail {
  interval?: Interval;
  owners?: true;
  losses?: true;
}

/** Of the deals created or closed in a period, those that were handed on out of the reader's reach. */
export async function readHandedOn(
  tx: Tx,
  reach: Reach,
  { from, to }: Period,
  { interval, owners, losses }: Detail = {},
): Promise<HandedOn> {
  const { listed } = reach;
  if (!listed || reach.listsLess('opportunity:read')) return new HandedOn(null);
  if (listed.kind === 'all') return new HandedOn([]);
  const among = (day: Prisma.Sql, owner: Prisma.Sql): Prisma.Sql => sql`
    ${owner} <> f.owner_id AND ${day} >= ${from}::date AND ${day} < ${to}::date AND ${reach.owner(owner)}
    AND ${reach.pipeline(sql`f.pipeline_id`)} AND NOT ${withinSql(listed, sql`f.owner_id`)}`;
  const point = (day: Prisma.Sql): Prisma.Sql =>
    interval
      ? sql`greatest(date_trunc(${interval}, ${day}::timestamp)::date, ${from}::date)::text`
      : sql`${from}::text`;
  const whose = (owner: Prisma.Sql): Prisma.Sql =>
    owners ? owner : sql`${reach.query.ownerId ?? null}::uuid`;
  return new HandedOn(
    await tx.$queryRaw<HandedOnRow[]>`
      SELECT 'CREATED' AS event, f.status, ${point(sql`f.created_day`)} AS day, ${whose(sql`f.created_owner_id`)} AS "ownerId",
        NULL AS reason, NULL::uuid AS "stageId", count(*) AS count
      FROM kpi_deal_fact f WHERE ${among(sql`f.created_day`, sql`f.created_owner_id`)} GROUP BY 2, 3, 4
      UNION ALL
      SELECT 'CLOSED', f.status, ${point(sql`f.closed_day`)}, ${whose(sql`f.closed_owner_id`)},
        ${losses ? sql`f.lost_reason` : sql`NULL`}, ${losses ? sql`f.lost_stage_id` : sql`NULL::uuid`}, count(*)
      FROM kpi_deal_fact f WHERE ${among(sql`f.closed_day`, sql`f.closed_owner_id`)} GROUP BY 2, 3, 4, 5, 6
      ORDER BY day`,
  );
}

/** Of the deals that entered a stage in a period, by stage and by what became of them. */
export interface HandedOnEntryRow {
  stageId: string;
  entered: bigint;
  advanced: bigint;
  dropped: bigint;
  waiting: bigint;
}

/** @returns null: not known, for the reader may list less than the figures tell */
export async function readHandedOnEntries(
  tx: Tx,
  reach: Reach,
  { from, to }: Period,
): Promise<Map<string, HandedOnEntryRow> | null> {
  const { listed } = reach;
  if (!listed || reach.listsLess('opportunity:read')) return null;
  if (listed.kind === 'all') return new Map();
  const rows = await tx.$queryRaw<HandedOnEntryRow[]>`
    SELECT f.stage_id AS "stageId", count(*) FILTER (WHERE f.previous_day < ${from}::date) AS entered,
      count(*) FILTER (WHERE f.previous_day < ${from}::date AND f.advanced) AS advanced,
      count(*) FILTER (WHERE f.previous_day < ${from}::date AND f.dropped) AS dropped,
      count(f.waiting_since) AS waiting
    FROM kpi_stage_fact f
    WHERE f.owner_id <> f.deal_owner_id AND f.day >= ${from}::date AND f.day < ${to}::date
      AND ${reach.owner(Prisma.sql`f.owner_id`)} AND ${reach.pipeline(Prisma.sql`f.pipeline_id`)}
      AND NOT ${withinSql(listed, Prisma.sql`f.deal_owner_id`)}
    GROUP BY f.stage_id`;
  return new Map(rows.map((row) => [row.stageId, row]));
}
