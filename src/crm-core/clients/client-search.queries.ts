import type { SqlPage } from '../../platform/listing/index.js';
import { type Client, Prisma } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import type { ClientCondition } from './client-filter.js';
import { CLIENT_COLUMNS } from './client.queries.js';

/**
 * Rows that a search looks through in the list's order before it asks the index of words. A pattern that fills no page
 * from so many is rare enough for all its rows to be sorted.
 */
const LOOK_THROUGH = 3000;

/**
 * One page of a search by words. A frequent pattern fills the page from the first rows of the list, where the index of
 * words would bring tens of thousands to sort; a rare one is the index's, where the list would be read to its end.
 */
export async function searchClients(
  tx: Tx,
  condition: ClientCondition,
  page: SqlPage,
  extra: Prisma.Sql,
): Promise<Client[]> {
  const nearby = await tx.$queryRaw<Client[]>`${lookThrough(condition, page, extra)}`;
  if (nearby.length === page.take) return nearby;
  return tx.$queryRaw<Client[]>`${sortAll(condition, page, extra)}`;
}

function lookThrough(
  { place, match }: ClientCondition,
  { stretch, orderBy, take }: SqlPage,
  extra: Prisma.Sql,
) {
  return Prisma.sql`
    SELECT ${CLIENT_COLUMNS}${extra}
    FROM (SELECT c.* FROM clients c WHERE ${place} AND ${stretch} ORDER BY ${orderBy} LIMIT ${LOOK_THROUGH}) c
    WHERE ${match} ORDER BY ${orderBy} LIMIT ${take}`;
}

/**
 * Of tens of thousands of rows only what the order needs is carried to the sort; the page's are fetched when it is known.
 * OFFSET 0 keeps the planner from reading the list in its order after all.
 */
function sortAll({ place, match }: ClientCondition, { stretch, orderBy, take }: SqlPage, extra: Prisma.Sql) {
  return Prisma.sql`
    SELECT ${CLIENT_COLUMNS}${extra}
    FROM clients c JOIN (
      SELECT c.id FROM (
        SELECT c.id, c.name, c.created_at, c.updated_at, c.adm_expires_on, c.latitude, c.longitude
        FROM clients c WHERE ${place} AND ${match} AND ${stretch} OFFSET 0) c
      ORDER BY ${orderBy} LIMIT ${take}) page ON page.id = c.id
    ORDER BY ${orderBy}`;
}
