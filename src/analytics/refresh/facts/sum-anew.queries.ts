import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import type { Sums, SumTable } from '../../sums/sum-table.js';
import { addToRollup } from './merge-sums.queries.js';

const { sql, join } = Prisma;

/** For a full rebuild. */
export async function emptySums(tx: Tx, { days, rollup }: Sums): Promise<void> {
  await tx.$executeRaw`DELETE FROM ${days}`;
  await tx.$executeRaw`DELETE FROM ${rollup}`;
}

/**
 * Sums the stale days anew and carries the difference over to the rollup.
 * @param insertSums puts the sums of the facts under every stale key; nothing stands there when it is called
 */
export async function sumAnew(tx: Tx, table: SumTable, insertSums: () => Promise<void>): Promise<void> {
  const { days, day, stale, keys, earlierDay, sums } = table;
  await tx.$executeRaw`ANALYZE ${stale}`;
  await tx.$executeRaw`CREATE TEMP TABLE kpi_gone (LIKE ${days}) ON COMMIT DROP`;
  await tx.$executeRaw`
    WITH gone AS (
      DELETE FROM ${days} d USING ${stale} s WHERE d.${day} = s.${day} AND d.owner_id = s.owner_id RETURNING d.*)
    INSERT INTO kpi_gone SELECT * FROM gone`;
  await insertSums();
  const key = [day, sql`owner_id`, ...keys, ...(earlierDay ? [earlierDay] : [])];
  await addToRollup(
    tx,
    table,
    sql`
      SELECT ${join([...key, ...sums].map((column) => sql`d.${column}`))}
      FROM ${stale} s JOIN ${days} d ON d.${day} = s.${day} AND d.owner_id = s.owner_id
      UNION ALL
      SELECT ${join([...key, ...sums.map((column) => sql`-${column}`)])} FROM kpi_gone`,
  );
  await tx.$executeRaw`DROP TABLE kpi_gone`;
}
