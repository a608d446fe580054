import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { Sums } from '../../sums/sum-table.js';
import type { KeptSums } from './kept-sums.js';
import { type Added, insertSums, mergeSums, ofDays, ofRollup } from './merge-sums.queries.js';

const { sql, join } = Prisma;

/**
 * Days and their rollup.
 * @param rowsOf a query of what changed facts, or else all of them, add to the days and take off
 */
export function keptByDay(table: Sums, rowsOf: (everything: boolean) => Prisma.Sql): KeptSums {
  const { days, rollup, fresh, built, day, keys, earlierDay, sums } = table;
  const columns = join([day, sql`owner_id`, ...keys, ...(earlierDay ? [earlierDay] : []), ...sums]);
  const isMove = join(
    sums.map((sum) => sql`${sum} <> 0`),
    ' OR ',
  );
  const into = (target: Prisma.Sql, everything: boolean): Prisma.Sql =>
    sql`INSERT INTO ${target} (${columns}) SELECT ${columns} FROM (${rowsOf(everything)}) r WHERE ${isMove}`;
  const both = (from: Prisma.Sql): Added[] => [
    ofDays(table, sql`SELECT * FROM ${from}`),
    ofRollup(table, sql`SELECT * FROM ${from}`),
  ];
  return {
    fresh,
    append: into(fresh, false),
    async empty(tx) {
      for (const emptied of [days, rollup, fresh]) await tx.$executeRaw`DELETE FROM ${emptied}`;
    },
    async rebuild(tx) {
      await tx.$executeRaw`CREATE TEMP TABLE ${built} (LIKE ${days}) ON COMMIT DROP`;
      await tx.$executeRaw`${into(built, true)}`;
      await tx.$executeRaw`ANALYZE ${built}`;
      for (const added of both(built)) await insertSums(tx, added);
    },
    async fold(tx) {
      for (const added of both(fresh)) await mergeSums(tx, added);
      return tx.$executeRaw`DELETE FROM ${fresh}`;
    },
  };
}
