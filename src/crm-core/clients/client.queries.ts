import { type AccessScope, withinSql } from '../../platform/access/index.js';
import type { SqlPage } from '../../platform/listing/index.js';
import { type Client, Prisma } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';

export const CLIENT_COLUMNS = Prisma.sql`
  c.id, c.name, c.kind, c.lifecycle, c.source, c.external_id AS "externalId", c.vat_number AS "vatNumber", c.tax_code AS "taxCode",
  c.sdi_code AS "sdiCode", c.pec_email AS "pecEmail", c.email, c.phone, c.website, c.street, c.city, c.province,
  c.postal_code AS "postalCode", c.country, c.latitude, c.longitude, c.point_of_sale_type AS "pointOfSaleType",
  c.adm_authorization_number AS "admAuthorizationNumber", c.adm_expires_on AS "admExpiresOn",
  c.visit_interval_days AS "visitIntervalDays", c.check_in_radius_meters AS "checkInRadiusMeters", c.opening_hours AS "openingHours",
  c.opening_exceptions AS "openingExceptions", c.tags, c.notes, c.custom, c.owner_id AS "ownerId", c.team_id AS "teamId", c.version,
  c.created_at AS "createdAt", c.created_by_id AS "createdById", c.updated_at AS "updatedAt", c.updated_by_id AS "updatedById",
  c.deleted_at AS "deletedAt", c.erased_at AS "erasedAt", c.merged_into_id AS "mergedIntoId", c.primary_contact_id AS "primaryContactId",
  c.first_contact_at AS "firstContactAt", c.first_contact_kind AS "firstContactKind", c.first_contact_by_id AS "firstContactById"`;

/** How strongly a client is held until the transaction ends. */
const LOCKS = {
  /** Against deletion: for those who attach something to it. */
  keep: Prisma.sql`FOR KEY SHARE`,
  /** Against other edits. */
  edit: Prisma.sql`FOR NO KEY UPDATE`,
  /** Against everything, new children included. */
  delete: Prisma.sql`FOR UPDATE`,
} as const;

/** Locks a living client within the scope; undefined when there is none. */
export async function lockClient(
  tx: Tx,
  id: string,
  scope: AccessScope,
  lock: keyof typeof LOCKS,
): Promise<Client | undefined> {
  const [client] = await tx.$queryRaw<Client[]>`
    SELECT ${CLIENT_COLUMNS} FROM clients c
    WHERE c.id = ${id}::uuid AND c.deleted_at IS NULL AND ${withinSql(scope, Prisma.sql`c.owner_id`)} ${LOCKS[lock]}`;
  return client;
}

/** Locks a client within the scope, deleted or not. */
export async function lockClientEvenDeleted(
  tx: Tx,
  id: string,
  scope: AccessScope,
): Promise<Client | undefined> {
  const [client] = await tx.$queryRaw<Client[]>`
    SELECT ${CLIENT_COLUMNS} FROM clients c
    WHERE c.id = ${id}::uuid AND ${withinSql(scope, Prisma.sql`c.owner_id`)} ${LOCKS.edit}`;
  return client;
}

/**
 * One page of clients, in the order and from the position that the list asks for.
 * @param extra what the order needs besides the columns: `, … AS "distance"`
 */
export function findClients(tx: Tx, { where, orderBy, take }: SqlPage, extra: Prisma.Sql): Promise<Client[]> {
  return tx.$queryRaw<Client[]>`
    SELECT ${CLIENT_COLUMNS}${extra} FROM clients c WHERE ${where} ORDER BY ${orderBy} LIMIT ${take}`;
}

/** @param most stop counting here */
export async function countClients(tx: Tx, where: Prisma.Sql, most?: number): Promise<number> {
  const [row] = await tx.$queryRaw<[{ count: number }]>`
    SELECT count(*)::int AS count FROM (SELECT FROM clients c WHERE ${where} LIMIT ${most ?? null}) AS counted`;
  return row.count;
}
