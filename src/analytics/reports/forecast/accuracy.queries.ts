import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import type { BusinessDate } from '../../../platform/time/rome.js';
import type { Period } from '../arithmetic/period.js';
import type { Reach } from '../reach.js';

type Span = Pick<Period, 'from' | 'to'>;

/** How many days after its beginning a period's first snapshot may have been taken, should the nights before have been missed. */
export const DAYS_OF_GRACE = 7;

export interface PromisedRow {
  /** Which of the spans, from 1 on. */
  place: number;
  /** When the first snapshot of the span was taken. */
  asOf: BusinessDate;
  /** EUR: amount × probability of what was open then and expected to close in the span. */
  weighted: string;
}

/**
 * What the open pipeline promised of whole months when they began, to who owned it then. A span whose first nights were
 * all missed is left out: nobody knows any more.
 */
export async function readPromised(tx: Tx, reach: Reach, spans: readonly Span[]): Promise<PromisedRow[]> {
  const [starts, ends] = [spans.map(({ from }) => from), spans.map(({ to }) => to)];
  return tx.$queryRaw`
    SELECT span.place::int AS place, first.day::text AS "asOf", coalesce(sum(p.weighted), 0)::numeric(20,2)::text AS weighted
    FROM unnest(${starts}::text[]::date[], ${ends}::text[]::date[]) WITH ORDINALITY AS span (start_day, end_day, place)
    CROSS JOIN LATERAL (
      SELECT min(s.day) AS day FROM kpi_pipeline_snapshot s
      WHERE s.day >= span.start_day AND s.day < span.start_day + ${DAYS_OF_GRACE}::int) first
    LEFT JOIN kpi_pipeline_snapshot p ON p.day = first.day
      AND p.expected_month >= span.start_day AND p.expected_month < span.end_day
      AND ${reach.owner(Prisma.sql`p.owner_id`)} AND ${reach.pipeline(Prisma.sql`p.pipeline_id`)}
    WHERE first.day IS NOT NULL
    GROUP BY span.place, first.day`;
}
