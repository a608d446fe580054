import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { BusinessDate } from '../../../platform/time/rome.js';
import { DAY_ZERO } from '../../client-rules.js';
import { EVERYBODY } from '../../sums/sum-table.js';
import { type Period, wholeMonthsAndDays } from '../arithmetic/period.js';
import type { Reach } from '../reach.js';

/** Figures whose value is a day that may lie ahead: until it has come they don't count. */
const WAITING = ['NEXT_REPEAT', 'COHORT_AT_RISK'];

/** The sums that make these figures of a period, as far as it has passed: whole months by month, the rest by day. */
export function clientSums(
  reach: Reach,
  { from, to }: Pick<Period, 'from' | 'to'>,
  today: BusinessDate,
  figures: readonly string[],
): Prisma.Sql {
  const spans = wholeMonthsAndDays({ from, to }).map(
    ({ grain, from: first, to: end }) => Prisma.sql`(${grain}, ${first}::date, ${end}::date)`,
  );
  return Prisma.sql`(
    SELECT s.figure, s.day, s.source, s.value, s.count
    FROM (VALUES ${Prisma.join(spans)}) p (grain, first_day, end_day)
    JOIN kpi_client_sum s ON s.grain = p.grain AND s.day >= p.first_day AND s.day < p.end_day AND s.figure = ANY (${figures}::text[])
    WHERE ${ownerOf(reach)} AND (s.figure <> ALL (${WAITING}::text[]) OR s.value <= ${today}::date - ${DAY_ZERO}::date))`;
}

/** Sums of how things are now. */
export function presentClientSums(reach: Reach): Prisma.Sql {
  return Prisma.sql`(
    SELECT s.figure, s.source, s.count FROM kpi_client_sum s
    WHERE s.grain = 'DAY' AND s.figure LIKE 'IS\\_%' AND s.day = '0001-01-01' AND ${ownerOf(reach)})`;
}

function ownerOf(reach: Reach): Prisma.Sql {
  const owner = Prisma.sql`s.owner_id`;
  return reach.isEverybody() ? Prisma.sql`${owner} = ${EVERYBODY}::uuid` : reach.owner(owner);
}
