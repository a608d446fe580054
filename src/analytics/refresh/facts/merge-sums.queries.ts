import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import { EVERYBODY, type Sums } from '../../sums/sum-table.js';

const { sql, join } = Prisma;
type Columns = readonly Prisma.Sql[];

/** What is to be added to a table of sums. */
export interface Added {
  readonly target: Prisma.Sql;
  readonly key: Columns;
  readonly sums: Columns;
  /** A query of the columns of the key and the sums; what is taken off has negative sums. */
  readonly rows: Prisma.Sql;
}

/** @param rows a query of rows like those of the days */
export function ofDays({ days, day, keys, earlierDay, sums }: Sums, rows: Prisma.Sql): Added {
  return {
    target: days,
    key: [sql`owner_id`, day, ...keys, ...(earlierDay ? [earlierDay] : [])],
    sums,
    rows,
  };
}

/** The same rows, for the rollup. To sum whole months of a whole company anew would cost the more, the larger it is. */
export function ofRollup({ day, rollup, keys, earlierDay, sums }: Sums, rows: Prisma.Sql): Added {
  const earlier = earlierDay ? [earlierDay] : [];
  const key = [sql`grain`, sql`owner_id`, sql`day`, ...keys, ...earlier];
  const rolled = sql`
    SELECT g.grain, g.owner_id, g.day, ${list([
      ...keys.map((column) => sql`c.${column}`),
      ...earlier.map((column) => sql`least(c.${column}, g.day) AS ${column}`),
      ...sums.map((column) => sql`c.${column}`),
    ])}
    FROM (${rows}) c
    CROSS JOIN LATERAL (SELECT date_trunc('month', c.${day}::timestamp)::date AS day) month
    CROSS JOIN LATERAL (VALUES
      ('MONTH'::"KpiGrain", c.owner_id, month.day),
      ('MONTH', ${EVERYBODY}::uuid, month.day),
      ('DAY', ${EVERYBODY}::uuid, c.${day})) g (grain, owner_id, day)`;
  return { target: rollup, key, sums, rows: rolled };
}

/** Into a table in which nothing stands. */
export async function insertSums(tx: Tx, added: Added): Promise<void> {
  await tx.$executeRaw`INSERT INTO ${added.target} (${list([...added.key, ...added.sums])}) ${summed(added)}`;
}

/** Into a table that has some already. A row whose sums all come to nothing stands for no fact any more. */
export async function mergeSums(tx: Tx, added: Added): Promise<void> {
  const { target, key, sums } = added;
  const all = [...key, ...sums];
  await tx.$executeRaw`
    MERGE INTO ${target} kept
    USING (${summed(added)}) change
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

/** A row of each key that does not come to nothing, in the order of the key, as they are read. */
function summed({ key, sums, rows }: Added): Prisma.Sql {
  return sql`
    SELECT ${list([...key, ...sums.map((column) => sql`sum(${column}) AS ${column}`)])} FROM (${rows}) changes
    GROUP BY ${list(key)} HAVING ${list(
      sums.map((column) => sql`sum(${column}) <> 0`),
      ' OR ',
    )}
    ORDER BY ${list(key)}`;
}

function list(parts: Columns, separator = ', '): Prisma.Sql {
  return join([...parts], separator);
}
