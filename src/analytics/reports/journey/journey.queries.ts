import type { Tx } from '../../../platform/prisma/prisma.service.js';
import type { BusinessDate } from '../../../platform/time/rome.js';
import type { Period } from '../arithmetic/period.js';
import { passed } from '../clients/client-figures.queries.js';
import { clientSums } from '../clients/client-sums.queries.js';
import type { Reach } from '../reach.js';

export interface CohortRow {
  /** Its first day. */
  month: BusinessDate;
  figure: string;
  count: bigint;
}

/** By month of their creation, the leads of the period that reached each step so far. */
export async function readCohorts(
  tx: Tx,
  reach: Reach,
  period: Period,
  today: BusinessDate,
  figures: readonly string[],
): Promise<CohortRow[]> {
  const span = passed(period, today);
  if (span.from >= span.to) return [];
  return tx.$queryRaw`
    SELECT date_trunc('month', day::timestamp)::date::text AS month, figure, sum(count)::bigint AS count
    FROM ${clientSums(reach, span, today, figures)} rows GROUP BY 1, 2`;
}
