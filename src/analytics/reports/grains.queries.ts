import { Prisma } from '../../platform/prisma/generated/client.js';
import { type Period, type Span, wholeMonthsAndDays } from './arithmetic/period.js';

/** The condition on rows kept by day and by month that add up to a period, each day once. */
export function grainsWithin(period: Period, grain: Prisma.Sql, day: Prisma.Sql): Prisma.Sql {
  const parts = wholeMonthsAndDays(period).map(
    ({ grain: name, from, to }: Span) =>
      Prisma.sql`${grain} = ${name} AND ${day} >= ${from}::date AND ${day} < ${to}::date`,
  );
  return Prisma.sql`(${Prisma.join(parts, ' OR ')})`;
}
