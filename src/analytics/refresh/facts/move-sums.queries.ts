import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import type { Sums } from '../../sums/sum-table.js';
import { addToDays, addToRollup } from './merge-sums.queries.js';

const { sql, join } = Prisma;

export async function createMoved(tx: Tx, { moved, days }: Sums): Promise<void> {
  await tx.$executeRaw`CREATE TEMP TABLE ${moved} (LIKE ${days}) ON COMMIT DROP`;
}

/**
 * Notes what the touched facts contribute at this moment: taken off before they are replaced, added afterwards.
 * @param rows a query of the touched facts, summed by day, owner and the table's keys
 */
export async function noteMoved(tx: Tx, table: Sums, sign: 1 | -1, rows: Prisma.Sql): Promise<void> {
  const { moved, day, keys, earlierDay, sums } = table;
  const key = [day, sql`owner_id`, ...keys, ...(earlierDay ? [earlierDay] : [])];
  await tx.$executeRaw`
    INSERT INTO ${moved} (${join([...key, ...sums])})
    SELECT ${join([...key.map((column) => sql`r.${column}`), ...sums.map((column) => sql`${sign}::int * r.${column}`)])}
    FROM (${rows}) r`;
}

export async function moveSums(tx: Tx, table: Sums): Promise<void> {
  const changes = sql`SELECT * FROM ${table.moved}`;
  await tx.$executeRaw`ANALYZE ${table.moved}`;
  await addToDays(tx, table, changes);
  await addToRollup(tx, table, changes);
}

/** For a full rebuild. */
export async function emptySums(tx: Tx, { days, rollup }: Sums): Promise<void> {
  await tx.$executeRaw`DELETE FROM ${days}`;
  await tx.$executeRaw`DELETE FROM ${rollup}`;
}
