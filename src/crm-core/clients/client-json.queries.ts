import { type AccessScope, withinRows } from '../../platform/access/index.js';
import { type SortValue, sortValue, type SqlPage } from '../../platform/listing/index.js';
import { Prisma } from '../../platform/prisma/generated/client.js';
import type { PrismaService } from '../../platform/prisma/prisma.service.js';
import type { RuledClient } from './client-rulings.js';

/** A client that PostgreSQL has written as JSON, and what the rules ask about. */
export interface ClientJson extends RuledClient {
  id: string;
  version: number;
  /** An object with every field of the answer that no rule makes. */
  json: string;
}

const SHOWN = Prisma.sql`
  c.id, c.name, c.external_id AS "externalId", c.kind, c.lifecycle, c.source, c.vat_number AS "vatNumber", c.tax_code AS "taxCode",
  c.sdi_code AS "sdiCode", c.pec_email AS "pecEmail", c.email, c.phone, c.website, c.street, c.city, c.province,
  c.postal_code AS "postalCode", c.country, c.latitude, c.longitude, c.point_of_sale_type AS "pointOfSaleType",
  c.adm_authorization_number AS "admAuthorizationNumber", c.adm_expires_on AS "admExpiresOn",
  c.visit_interval_days AS "visitIntervalDays", c.check_in_radius_meters AS "checkInRadiusMeters", c.opening_hours AS "openingHours",
  c.opening_exceptions AS "openingExceptions", c.tags, c.notes, c.custom, c.primary_contact_id AS "primaryContactId",
  to_char(c.first_contact_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "firstContactAt",
  c.first_contact_kind AS "firstContactKind", c.first_contact_by_id AS "firstContactById", c.owner_id AS "ownerId", c.version,
  to_char(c.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "createdAt", c.created_by_id AS "createdById",
  to_char(c.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "updatedAt", c.updated_by_id AS "updatedById"`;

/** What a {@link ClientJson} is made of, from `clients c`. */
export const CLIENT_JSON = Prisma.sql`
  c.id, c.version, (SELECT row_to_json(shown)::text FROM (SELECT ${SHOWN}) AS shown) AS json,
  c.country, c.vat_number AS "vatNumber", c.tax_code AS "taxCode", c.street, c.city, c.postal_code AS "postalCode",
  c.sdi_code AS "sdiCode", c.pec_email AS "pecEmail", to_char(c.adm_expires_on, 'YYYY-MM-DD') AS "admExpiresOn"`;

/** The orders of the list that are asked for all day. A row's place in them stands in its JSON. */
const HOT_ORDERS: ReadonlySet<string> = new Set(['name', 'createdAt', 'updatedAt']);

/** Whether {@link findClientsJson} is for an order. */
export function isHotOrder(sort: string): boolean {
  return HOT_ORDERS.has(sort.replace(/^-/, ''));
}

/** A row's value in one of the hot orders. */
export function placeOf({ json }: ClientJson, column: string): SortValue {
  return sortValue(JSON.parse(json) as object, column);
}

/**
 * `findClients` for the list itself: half the work of the server, for no row becomes an object there.
 * @param reuse `once` for a list with filters: of their combinations there are endless many
 */
export function findClientsJson(
  prisma: PrismaService,
  { where, orderBy, take }: SqlPage,
  reuse: 'kept' | 'once',
): Promise<ClientJson[]> {
  return prisma.readHot<ClientJson>(
    Prisma.sql`SELECT ${CLIENT_JSON} FROM clients c WHERE ${where} ORDER BY ${orderBy} LIMIT ${take}`,
    reuse,
  );
}

/** A living client within the scope; undefined when there is none. */
export async function findClientJson(
  prisma: PrismaService,
  id: string,
  scope: AccessScope,
): Promise<ClientJson | undefined> {
  const [client] = await prisma.readHot<ClientJson>(
    Prisma.sql`SELECT ${CLIENT_JSON} FROM clients c
      WHERE c.id = ${id}::uuid AND c.deleted_at IS NULL AND ${withinRows(scope, Prisma.sql`c`)}`,
    'kept',
  );
  return client;
}
