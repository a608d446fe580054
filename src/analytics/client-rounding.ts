import { Prisma } from '../platform/prisma/generated/client.js';

const { sql } = Prisma;

/** The finer the shorter: few lengths for a median to count. Whatever is below a limit is rounded down to its unit. */
export const ROUNDED_SECONDS =
  'the minute below an hour, the hour below 3 days, the day below 30 days, 30 days after that';
export const ROUNDED_DAYS =
  'exact below 14 days, then rounded down to 7 days, from 90 days on to 30, from 720 days on to 90';

export function secondsRoundedDown(seconds: Prisma.Sql): Prisma.Sql {
  const unit = sql`CASE WHEN ${seconds} < 3600 THEN 60 WHEN ${seconds} < 259200 THEN 3600 WHEN ${seconds} < 2592000 THEN 86400 ELSE 2592000 END`;
  return sql`least(${seconds} / ${unit} * ${unit}, 2147400000)::int`;
}

export function daysRoundedDown(days: Prisma.Sql): Prisma.Sql {
  const unit = sql`CASE WHEN ${days} < 14 THEN 1 WHEN ${days} < 90 THEN 7 WHEN ${days} < 720 THEN 30 ELSE 90 END`;
  return sql`(${days} / ${unit} * ${unit})`;
}
