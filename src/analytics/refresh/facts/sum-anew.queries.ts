import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import { EVERYBODY, type SumTable } from '../../sums/sum-table.js';

const { sql, join } = Prisma;
type Columns = readonly Prisma.Sql[];

/** For a full rebuild. */
export async function emptySums(tx: Tx, { days, rollup }: SumTable): Promise<void> {
  await tx.$executeRaw`DELETE FROM ${days}`;
  await tx.$executeRaw`DELETE FROM ${rollup}`;
}

/**
 * Sums the stale days anew and carries the difference over to the rollup.
 * @param insertSums puts the sums of the facts under every stale key; nothing stands there when it is called
 */
export async function sumAnew(tx: Tx, table: SumTable, insertSums: () => Promise<void>): Promise<void> {
  const { days, day, stale } = table;
  await tx.$executeRaw`ANALYZE ${stale}`;
  await tx.$executeRaw`CREATE TEMP TABLE kpi_gone (LIKE ${days}) ON COMMIT DROP`;
  await tx.$executeRaw`
    WITH gone AS (
      DELETE FROM ${days} d USING ${stale} s WHERE d.${day} = s.${day} AND d.owner_id = s.owner_id RETURNING d.*)
    INSERT INTO kpi_gone SELECT * FROM gone`;
  await insertSums();
  await rollUp(tx, table);
  await tx.$executeRaw`DROP TABLE kpi_gone`;
}

/**
 * Adds to the rollup what stands under the stale keys now and takes off what stood there before. To sum the months of the
 * whole company anew would cost the more, the more people it has.
 */
async function rollUp(tx: Tx, { days, day, rollup, stale, keys, earlierDay, sums }: SumTable): Promise<void> {
  const earlier = earlierDay ? [earlierDay] : [];
  const kept = [...keys, ...earlier, ...sums];
  const key = [sql`grain`, sql`owner_id`, sql`day`, ...keys, ...earlier];
  const value = (column: Prisma.Sql): Prisma.Sql => sql`change.${column}`;
  await tx.$executeRaw`
    MERGE INTO ${rollup} kept
    USING (
      WITH moved AS (
        SELECT d.${day} AS day, d.owner_id, ${list(kept.map((column) => sql`d.${column}`))}
        FROM ${stale} s JOIN ${days} d ON d.${day} = s.${day} AND d.owner_id = s.owner_id
        UNION ALL
        SELECT ${day}, owner_id, ${list([...keys, ...earlier, ...sums.map((column) => sql`-${column}`)])} FROM kpi_gone
      ), rolled AS (
        SELECT g.grain, g.owner_id, g.day, ${list([
          ...keys.map((column) => sql`m.${column}`),
          ...earlier.map((column) => sql`least(m.${column}, g.day) AS ${column}`),
          ...sums.map((column) => sql`m.${column}`),
        ])}
        FROM moved m
        CROSS JOIN LATERAL (SELECT date_trunc('month', m.day::timestamp)::date AS day) month
        CROSS JOIN LATERAL (VALUES
          ('MONTH'::"KpiGrain", m.owner_id, month.day),
          ('MONTH', ${EVERYBODY}::uuid, month.day),
          ('DAY', ${EVERYBODY}::uuid, m.day)) g (grain, owner_id, day)
      )
      SELECT ${list([...key, ...sums.map((column) => sql`sum(${column}) AS ${column}`)])} FROM rolled
      GROUP BY ${list(key)} HAVING ${list(
        sums.map((column) => sql`sum(${column}) <> 0`),
        ' OR ',
      )}
      ORDER BY ${list(key)}
    ) change
    ON ${list(
      key.map((column) => sql`kept.${column} = change.${column}`),
      ' AND ',
    )}
    WHEN MATCHED AND ${list(
      sums.map((column) => sql`kept.${column} + change.${column} = 0`),
      ' AND ',
    )} THEN DELETE
    WHEN MATCHED THEN UPDATE SET ${list(sums.map((column) => sql`${column} = kept.${column} + change.${column}`))}
    WHEN NOT MATCHED THEN INSERT (${list([...key, ...sums])}) VALUES (${list([...key, ...sums].map(value))})`;
}

function list(parts: Columns, separator = ', '): Prisma.Sql {
  return join([...parts], separator);
}
