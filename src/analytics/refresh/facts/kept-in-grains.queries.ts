import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { KeptSums } from './kept-sums.js';
import { insertSums, mergeSums } from './merge-sums.queries.js';

const { sql, join } = Prisma;

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
      await insertSums(tx, { target, key, sums, rows: carry(sql`(${rowsOf(true)})`) });
    },
    async fold(tx) {
      await mergeSums(tx, { target, key, sums, rows: carry(fresh) });
      return tx.$executeRaw`DELETE FROM ${fresh}`;
    },
  };
}
