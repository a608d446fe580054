import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import type { Sums } from '../../sums/sum-table.js';
import type { KeptSums } from './kept-sums.js';
import { addToDays, addToRollup, mergeSums } from './merge-sums.queries.js';

const { sql, join } = Prisma;

/**
 * Days and their rollup.
 * @param rowsOf a query of what changed facts, or else all of them, add to the days and take off
 */
export function keptByDay(table: Sums, rowsOf: (everything: boolean) => Prisma.Sql): KeptSums {
  const { days, rollup, fresh, moved, day, keys, earlierDay, sums } = table;
  const columns = join([day, sql`owner_id`, ...keys, ...(earlierDay ? [earlierDay] : []), ...sums]);
  const isMove = join(
    sums.map((sum) => sql`${sum} <> 0`),
    ' OR ',
  );
  const into = (target: Prisma.Sql, everything: boolean): Prisma.Sql =>
    sql`INSERT INTO ${target} (${columns}) SELECT ${columns} FROM (${rowsOf(everything)}) r WHERE ${isMove}`;
  const addToBoth = async (tx: Tx, from: Prisma.Sql, everything: boolean): Promise<void> => {
    const changes = sql`SELECT * FROM ${from}`;
    await addToDays(tx, table, changes, everything);
    await addToRollup(tx, table, changes, everything);
  };
  return {
    fresh,
    append: into(fresh, false),
    async empty(tx) {
      for (const emptied of [days, rollup, fresh]) await tx.$executeRaw`DELETE FROM ${emptied}`;
    },
    async rebuild(tx) {
      await tx.$executeRaw`CREATE TEMP TABLE ${moved} (LIKE ${days}) ON COMMIT DROP`;
      await tx.$executeRaw`${into(moved, true)}`;
      await tx.$executeRaw`ANALYZE ${moved}`;
      await addToBoth(tx, moved, true);
    },
    async fold(tx) {
      await addToBoth(tx, fresh, false);
      return tx.$executeRaw`DELETE FROM ${fresh}`;
    },
  };
}

/** Sums of several grains in one table. */
export interface InGrains {
  readonly target: Prisma.Sql;
  readonly fresh: Prisma.Sql;
  readonly key: readonly Prisma.Sql[];
  readonly sums: readonly Prisma.Sql[];
  /** What else than the sums is fresh, in the order of the rows. */
  readonly days: readonly Prisma.Sql[];
  /** A query of what changed facts, or else all of them, add and take off by the day. */
  readonly rowsOf: (everything: boolean) => Prisma.Sql;
  /** A query of the same in the grains. @param rows to stand in a FROM */
  readonly carry: (rows: Prisma.Sql) => Prisma.Sql;
}

export function keptInGrains({ target, fresh, key, sums, days, rowsOf, carry }: InGrains): KeptSums {
  return {
    fresh,
    append: sql`INSERT INTO ${fresh} (${join([...days, ...sums])}) ${rowsOf(false)}`,
    async empty(tx) {
      for (const emptied of [target, fresh]) await tx.$executeRaw`DELETE FROM ${emptied}`;
    },
    async rebuild(tx) {
      await mergeSums(tx, { target, key, sums }, carry(sql`(${rowsOf(true)})`), true);
    },
    async fold(tx) {
      await mergeSums(tx, { target, key, sums }, carry(fresh), false);
      return tx.$executeRaw`DELETE FROM ${fresh}`;
    },
  };
}
