import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { ClientWait } from '../../client-rules.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import { addDays, type BusinessDate } from '../../../platform/time/rome.js';
import {
  CLIENT_COUNTS,
  CLIENT_LENGTH_TABLE,
  CLIENT_TABLE,
  type ClientCount,
} from '../../sums/client-sum-tables.js';
import type { Period } from '../arithmetic/period.js';
import type { Reach } from '../reach.js';
import { sumsOf } from '../sums.queries.js';

const { sql, join } = Prisma;
type Days = Pick<Period, 'from' | 'to'>;
export type ClientCounts = Record<ClientCount, bigint>;

const SUMMED = join(
  Object.values(CLIENT_COUNTS).map((column) => sql`coalesce(sum(${column}), 0)::bigint AS ${column}`),
);

/** What lies after today has not happened yet. Null: all of it. */
export function untilToday({ from, to }: Days, today: BusinessDate): Days | null {
  const end = addDays(today, 1);
  const past = { from, to: to < end ? to : end };
  return past.from < past.to ? past : null;
}

/** How many clients a period has, by month. */
export async function readClientMonths(
  tx: Tx,
  reach: Reach,
  period: Days,
  today: BusinessDate,
): Promise<(ClientCounts & { month: BusinessDate })[]> {
  const span = untilToday(period, today);
  if (!span) return [];
  return tx.$queryRaw`
    SELECT date_trunc('month', day::timestamp)::date::text AS month, ${SUMMED}
    FROM ${sumsOf(CLIENT_TABLE, reach, span)} rows GROUP BY 1`;
}

/** How many of a period altogether. */
export function countOf(months: readonly ClientCounts[], name: ClientCount): bigint {
  return months.reduce((sum, month) => sum + month[name], 0n);
}

/** How long clients waited: in seconds or in days. */
export interface WaitFigure {
  clients: bigint;
  median: number | null;
  /** Nine of ten waited so long or less. */
  p90: number | null;
}

/** How long the clients of a period waited; the median is that of the client in the middle, of two the lower. */
export async function readWaits(
  tx: Tx,
  reach: Reach,
  period: Days,
  today: BusinessDate,
  waits: readonly ClientWait[],
): Promise<Map<string, WaitFigure>> {
  const span = untilToday(period, today);
  if (!span) return new Map();
  const rows = await tx.$queryRaw<(WaitFigure & { wait: string })[]>`
    SELECT wait, sum(clients)::bigint AS clients, min(length) FILTER (WHERE upto * 2 >= total) AS median,
      min(length) FILTER (WHERE upto * 10 >= total * 9) AS p90
    FROM (
      SELECT wait, length, clients, sum(clients) OVER (PARTITION BY wait ORDER BY length) AS upto,
        sum(clients) OVER (PARTITION BY wait) AS total
      FROM (
        SELECT wait, length, sum(clients) AS clients FROM ${sumsOf(CLIENT_LENGTH_TABLE, reach, span)} rows
        WHERE wait = ANY (${waits}::"KpiClientWait"[]) GROUP BY 1, 2 HAVING sum(clients) <> 0) lengths
    ) ranked
    GROUP BY wait`;
  return new Map(rows.map(({ wait, ...figure }) => [wait, figure]));
}
