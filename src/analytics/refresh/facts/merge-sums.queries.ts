import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import { EVERYBODY, type Sums } from '../../sums/sum-table.js';

const { sql, join } = Prisma;
type Columns = readonly Prisma.Sql[];

/**
 * Adds changes to the days of a table.
 * @param changes a query of rows like those of the days; what is taken off has negative sums
 */
export async function addToDays(
  tx: Tx,
  table: Sums,
  changes: Prisma.Sql,
  everything: boolean,
): Promise<void> {
  const { days, day, keys, earlierDay, sums } = table;
  const key = [sql`owner_id`, day, ...keys, ...(earlierDay ? [earlierDay] : [])];
  await mergeSums(tx, { target: days, key, sums }, changes, everything);
}

/** Adds changes of the days to the rollup. To sum whole months of a whole company anew would cost the more, the larger it is. */
export async function addToRollup(
  tx: Tx,
  table: Sums,
  changes: Prisma.Sql,
  everything: boolean,
): Promise<void> {
  const { day, rollup, keys, earlierDay, sums } = table;
  const earlier = earlierDay ? [earlierDay] : [];
  const key = [sql`grain`, sql`owner_id`, sql`day`, ...keys, ...earlier];
  const rolled = sql`
    SELECT g.grain, g.owner_id, g.day, ${list([
      ...keys.map((column) => sql`c.${column}`),
      ...earlier.map((column) => sql`least(c.${column}, g.day) AS ${column}`),
      ...sums.map((column) => sql`c.${column}`),
    ])}
    FROM (${changes}) c
    CROSS JOIN LATERAL (SELECT date_trunc('month', c.${day}::timestamp)::date AS day) month
    CROSS JOIN LATERAL (VALUES
      ('MONTH'::"KpiGrain", c.owner_id, month.day),
      ('MONTH', ${EVERYBODY}::uuid, month.day),
      ('DAY', ${EVERYBODY}::uuid, c.${day})) g (grain, owner_id, day)`;
  await mergeSums(tx, { target: rollup, key, sums }, rolled, everything);
}

/**
 * A row whose sums all come to nothing stands for no fact any more. New rows lie in the order of their key, as they are read.
 * @param everything nothing stands in the table: there is nothing to add to
 */
export async function mergeSums(
  tx: Tx,
  { target, key, sums }: { target: Prisma.Sql; key: Columns; sums: Columns },
  changes: Prisma.Sql,
  everything: boolean,
): Promise<void> {
  const all = [...key, ...sums];
  const added = sql`
    SELECT ${list([...key, ...sums.map((column) => sql`sum(${column}) AS ${column}`)])} FROM (${changes}) changes
    GROUP BY ${list(key)} HAVING ${list(
      sums.map((column) => sql`sum(${column}) <> 0`),
      ' OR ',
    )}
    ORDER BY ${list(key)}`;
  if (everything) {
    await tx.$executeRaw`INSERT INTO ${target} (${list(all)}) ${added}`;
    return;
  }
  await tx.$executeRaw`
    MERGE INTO ${target} kept
    USING (${added}) change
    ON ${list(
      key.map((column) => sql`kept.${column} = change.${column}`),
      ' AND ',
    )}
    WHEN MATCHED AND ${list(
      sums.map((column) => sql`kept.${column} + change.${column} = 0`),
      ' AND ',
    )} THEN DELETE
    WHEN MATCHED THEN UPDATE SET ${list(sums.map((column) => sql`${column} = kept.${column} + change.${column}`))}
    WHEN NOT MATCHED THEN INSERT (${list(all)}) VALUES (${list(all.map((column) => sql`change.${column}`))})`;
}

function list(parts: Columns, separator = ', '): Prisma.Sql {
  return join([...parts], separator);
}
