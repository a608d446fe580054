import { type AccessScope, withinSql } from '../../../platform/access/index.js';
import { type Client, Prisma } from '../../../platform/prisma/generated/client.js';
import type { PrismaService, Tx } from '../../../platform/prisma/prisma.service.js';
import type { ClientUpdate } from './client-changes.js';
import type { StagedRow } from './import-target.js';

export interface KnownClient {
  client: Client;
  /** The importer may change it. */
  editable: boolean;
}

export const KEYS = ['id', 'externalId', 'vatNumber'] as const;

export const uniqueValue = (field: (typeof KEYS)[number], value: unknown): string =>
  JSON.stringify([field, value]);

/** By {@link uniqueValue}: the living clients that hold a unique value which one of these rows brings, whoever owns them. */
export async function findUniqueClients(
  tx: PrismaService | Tx,
  rows: readonly StagedRow[],
  scope: AccessScope,
  hold: boolean,
): Promise<Map<string, KnownClient>> {
  const values = (field: string): string[] =>
    rows.map(({ data }) => data.fields[field]).filter((value) => typeof value === 'string');
  const found = await tx.$queryRaw<{ id: string; editable: boolean }[]>`
    SELECT c.id, ${withinSql(scope, Prisma.sql`c.owner_id`)} AS editable FROM clients c
    WHERE c.deleted_at IS NULL AND (c.external_id = ANY(${values('externalId')}) OR c.vat_number = ANY(${values('vatNumber')})
      OR c.id = ANY(${values('id')}::uuid[]))
    ORDER BY c.id ${hold ? Prisma.sql`FOR NO KEY UPDATE OF c` : Prisma.empty}`;
  const editable = new Map(found.map((row) => [row.id, row.editable]));
  const clients =
    found.length === 0 ? [] : await tx.client.findMany({ where: { id: { in: [...editable.keys()] } } });
  return new Map(
    clients.flatMap((client) => {
      const known = { client, editable: editable.get(client.id) ?? false };
      return KEYS.filter((field) => client[field] !== null).map(
        (field) => [uniqueValue(field, client[field]), known] as const,
      );
    }),
  );
}

/** By {@link uniqueValue}: the keys of these rows under which there is a client who was merged into another one. */
export async function findMergedKeys(
  tx: PrismaService | Tx,
  rows: readonly StagedRow[],
  key: string | null,
): Promise<Set<string>> {
  if (key !== 'externalId' && key !== 'id') return new Set();
  const values = rows.map(({ data }) => data.fields[key]).filter((value) => typeof value === 'string');
  const named =
    key === 'id' ? Prisma.sql`c.id = ANY(${values}::uuid[])` : Prisma.sql`c.external_id = ANY(${values})`;
  const merged = await tx.$queryRaw<{ value: string }[]>`
    SELECT ${key === 'id' ? Prisma.sql`c.id::text` : Prisma.sql`c.external_id`} AS value FROM clients c
    WHERE c.merged_into_id IS NOT NULL AND ${named}`;
  return new Set(merged.map(({ value }) => uniqueValue(key, value)));
}

/** The columns as JSON brings them. */
const RECORD = Prisma.sql`(
  name text, kind text, lifecycle text, source text, "externalId" text, "vatNumber" text, "taxCode" text, "sdiCode" text, "pecEmail" text,
  email text, phone text, website text, street text, city text, province text, "postalCode" text, country text, latitude float8,
  longitude float8, "pointOfSaleType" text, "admAuthorizationNumber" text, "admExpiresOn" date, "visitIntervalDays" int, "checkInRadiusMeters" int,
  tags text[], notes text, "openingHours" jsonb, "openingExceptions" jsonb, custom jsonb, "ownerId" uuid`;

/** Writes new clients straight from their staged rows, under the ids that these were given. */
export async function createClients(
  tx: Tx,
  importId: string,
  rows: number[],
  byId: string,
  at: Date,
): Promise<void> {
  if (rows.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO clients (id, name, kind, lifecycle, source, external_id, vat_number, tax_code, sdi_code, pec_email, email, phone, website,
      street, city, province, postal_code, country, latitude, longitude, point_of_sale_type, adm_authorization_number, adm_expires_on,
      visit_interval_days, check_in_radius_meters, opening_hours, opening_exceptions, tags, notes, custom, owner_id, created_at, created_by_id, updated_at, updated_by_id)
    SELECT r.entity_id, d.name, coalesce(d.kind, 'COMPANY')::"ClientKind", coalesce(d.lifecycle, 'LEAD')::"ClientLifecycle", d.source,
      d."externalId", d."vatNumber", d."taxCode", d."sdiCode", d."pecEmail", d.email, d.phone, d.website, d.street, d.city, d.province,
      d."postalCode", coalesce(d.country, 'IT'), d.latitude, d.longitude, d."pointOfSaleType"::"PointOfSaleType", d."admAuthorizationNumber",
      d."admExpiresOn", d."visitIntervalDays", d."checkInRadiusMeters", d."openingHours", d."openingExceptions", coalesce(d.tags, '{}'), d.notes, coalesce(d.custom, '{}'), d."ownerId", ${at}, ${byId}::uuid, ${at}, ${byId}::uuid
    FROM import_rows r CROSS JOIN LATERAL jsonb_to_record(r.data -> 'fields') AS d${RECORD})
    WHERE r.import_id = ${importId}::uuid AND r.row = ANY(${rows})
    ORDER BY r.row`;
}

/** The journal's rows of new clients, out of their staged rows. */
export const createdClientRecords = (importId: string, rows: number[]): Prisma.Sql => Prisma.sql`
  SELECT 'client.imported' AS action, 'client' AS entity, r.entity_id, r.entity_id AS client_id,
    (r.data -> 'fields' ->> 'ownerId')::uuid AS owner_id,
    jsonb_build_object('importId', r.import_id, 'row', r.row, 'name', r.data -> 'fields' -> 'name',
      'lifecycle', coalesce(r.data -> 'fields' ->> 'lifecycle', 'LEAD')) AS facts
  FROM import_rows r WHERE r.import_id = ${importId}::uuid AND r.row = ANY(${rows}) ORDER BY r.row`;

/** Writes changed clients; their rows are held by this transaction. */
export async function updateClients(
  tx: Tx,
  updates: readonly Pick<ClientUpdate, 'id' | 'after'>[],
  byId: string,
  at: Date,
): Promise<void> {
  if (updates.length === 0) return;
  const records = JSON.stringify(updates.map(({ id, after }) => ({ ...after, id })));
  await tx.$executeRaw`
    UPDATE clients c SET name = d.name, kind = d.kind::"ClientKind", lifecycle = d.lifecycle::"ClientLifecycle", source = d.source,
      external_id = d."externalId", vat_number = d."vatNumber", tax_code = d."taxCode", sdi_code = d."sdiCode", pec_email = d."pecEmail",
      email = d.email, phone = d.phone, website = d.website, street = d.street, city = d.city, province = d.province,
      postal_code = d."postalCode", country = d.country, latitude = d.latitude, longitude = d.longitude,
      point_of_sale_type = d."pointOfSaleType"::"PointOfSaleType", adm_authorization_number = d."admAuthorizationNumber",
      adm_expires_on = d."admExpiresOn", visit_interval_days = d."visitIntervalDays", check_in_radius_meters = d."checkInRadiusMeters", tags = d.tags, notes = d.notes,
      opening_hours = d."openingHours", opening_exceptions = d."openingExceptions", custom = d.custom,
      owner_id = d."ownerId", version = c.version + 1, updated_at = ${at}, updated_by_id = ${byId}::uuid
    FROM jsonb_to_recordset(${records}::jsonb) AS d${RECORD}, id uuid)
    WHERE c.id = d.id`;
}
