import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import type { Sums } from '../../sums/sum-table.js';
import type { Fold } from './fact-family.js';
import { addToDays, addToRollup } from './merge-sums.queries.js';

const { sql, join } = Prisma;

/** For a full rebuild. */
export async function emptySums(tx: Tx, { days, rollup, fresh }: Sums): Promise<void> {
  for (const table of [days, rollup, fresh]) await tx.$executeRaw`DELETE FROM ${table}`;
}

/**
 * Moves the sums of days: what comes as it went moves nothing. A refresh leaves them fresh, on a few pages; a full rebuild writes days and
 * rollup at once.
 * @param rows a query of what the facts that come add and those that go take off, by day, owner and the table's keys
 */
export async function moveSums(tx: Tx, table: Sums, rows: Prisma.Sql, everything: boolean): Promise<void> {
  const { days, fresh, moved, day, keys, earlierDay, sums } = table;
  const columns = join([day, sql`owner_id`, ...keys, ...(earlierDay ? [earlierDay] : []), ...sums]);
  const isMove = join(
    sums.map((sum) => sql`${sum} <> 0`),
    ' OR ',
  );
  const target = everything ? moved : fresh;
  if (everything) await tx.$executeRaw`CREATE TEMP TABLE ${moved} (LIKE ${days}) ON COMMIT DROP`;
  await tx.$executeRaw`INSERT INTO ${target} (${columns}) SELECT ${columns} FROM (${rows}) r WHERE ${isMove}`;
  if (!everything) return;
  await tx.$executeRaw`ANALYZE ${moved}`;
  await addToBoth(tx, table, moved, true);
}

/** Adds what is fresh to days and rollup. */
export function foldOf(table: Sums): Fold {
  const { fresh } = table;
  const run = async (tx: Tx): Promise<number> => {
    await addToBoth(tx, table, fresh, false);
    return tx.$executeRaw`DELETE FROM ${fresh}`;
  };
  return { fresh, run };
}

async function addToBoth(tx: Tx, table: Sums, from: Prisma.Sql, everything: boolean): Promise<void> {
  const changes = sql`SELECT * FROM ${from}`;
  await addToDays(tx, table, changes, everything);
  await addToRollup(tx, table, changes, everything);
}
