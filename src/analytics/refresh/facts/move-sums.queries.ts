import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import type { Sums } from '../../sums/sum-table.js';
import { addToDays, addToRollup } from './merge-sums.queries.js';

const { join } = Prisma;

export async function createMoved(tx: Tx, { moved, days }: Sums): Promise<void> {
  await tx.$executeRaw`CREATE TEMP TABLE IF NOT EXISTS ${moved} (LIKE ${days}) ON COMMIT DROP`;
}

/** For a full rebuild. */
export async function emptySums(tx: Tx, { days, rollup }: Sums): Promise<void> {
  await tx.$executeRaw`DELETE FROM ${days}`;
  await tx.$executeRaw`DELETE FROM ${rollup}`;
}

/**
 * Notes by how much days move; what comes as it went moves nothing.
 * @param rows a query of what the facts that come add and those that go take off, by day, owner and the table's keys
 */
export async function noteMoved(tx: Tx, table: Sums, rows: Prisma.Sql): Promise<void> {
  const { moved, day, keys, earlierDay, sums } = table;
  const columns = join([day, Prisma.sql`owner_id`, ...keys, ...(earlierDay ? [earlierDay] : []), ...sums]);
  const isMove = join(
    sums.map((sum) => Prisma.sql`${sum} <> 0`),
    ' OR ',
  );
  await tx.$executeRaw`INSERT INTO ${moved} (${columns}) SELECT ${columns} FROM (${rows}) r WHERE ${isMove}`;
}

export async function moveSums(tx: Tx, table: Sums, everything: boolean): Promise<void> {
  const changes = Prisma.sql`SELECT * FROM ${table.moved}`;
  if (everything) await tx.$executeRaw`ANALYZE ${table.moved}`;
  await addToDays(tx, table, changes, everything);
  await addToRollup(tx, table, changes, everything);
}
