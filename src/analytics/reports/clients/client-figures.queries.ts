import type { Tx } from '../../../platform/prisma/prisma.service.js';
import type { BusinessDate } from '../../../platform/time/rome.js';
import { addDays } from '../../../platform/time/rome.js';
import type { Period } from '../arithmetic/period.js';
import type { Reach } from '../reach.js';
import { clientSums } from './client-sums.queries.js';

/** A figure: how many clients, and what their values are like. */
export interface ClientFigure {
  count: bigint;
  /** Those that have a value; one below zero stands for none. */
  valued: bigint;
  median: number | null;
  /** Nine of ten have this value or less. */
  p90: number | null;
}

const NONE: ClientFigure = { count: 0n, valued: 0n, median: null, p90: null };

/** What lies after today has not happened yet. */
export function passed(
  { from, to }: Pick<Period, 'from' | 'to'>,
  today: BusinessDate,
): Pick<Period, 'from' | 'to'> {
  const end = addDays(today, 1);
  return { from, to: to < end ? to : end };
}

/** Figures of a period; one that no client counts for is zero. The median is the value of the client in the middle, of two the lower. */
export async function readClientFigures<Figure extends string>(
  tx: Tx,
  reach: Reach,
  period: Pick<Period, 'from' | 'to'>,
  today: BusinessDate,
  figures: readonly Figure[],
): Promise<Record<Figure, ClientFigure>> {
  const found = Object.fromEntries(figures.map((figure) => [figure, NONE])) as Record<Figure, ClientFigure>;
  const span = passed(period, today);
  if (span.from >= span.to) return found;
  const rows = await tx.$queryRaw<(ClientFigure & { figure: Figure })[]>`
    SELECT figure, sum(count)::bigint AS count, coalesce(sum(count) FILTER (WHERE value >= 0), 0)::bigint AS valued,
      min(value) FILTER (WHERE value >= 0 AND upto * 2 >= total) AS median,
      min(value) FILTER (WHERE value >= 0 AND upto * 10 >= total * 9) AS p90
    FROM (
      SELECT figure, value, count, sum(count) OVER (PARTITION BY figure, value >= 0 ORDER BY value) AS upto,
        sum(count) OVER (PARTITION BY figure, value >= 0) AS total
      FROM (SELECT figure, value, sum(count) AS count FROM ${clientSums(reach, span, today, figures)} rows GROUP BY 1, 2) valued
    ) ranked
    GROUP BY figure`;
  for (const { figure, ...row } of rows) found[figure] = row;
  return found;
}
