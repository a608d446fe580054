import { Prisma } from '../../platform/prisma/generated/client.js';
import { CLIENT_AS_TEXTS } from './client-texts.queries.js';

/** The columns that a new client may be given; the others have their default. */
const COLUMNS = {
  name: Prisma.sql`name`,
  kind: Prisma.sql`kind`,
  lifecycle: Prisma.sql`lifecycle`,
  source: Prisma.sql`source`,
  vatNumber: Prisma.sql`vat_number`,
  taxCode: Prisma.sql`tax_code`,
  sdiCode: Prisma.sql`sdi_code`,
  pecEmail: Prisma.sql`pec_email`,
  email: Prisma.sql`email`,
  phone: Prisma.sql`phone`,
  website: Prisma.sql`website`,
  street: Prisma.sql`street`,
  city: Prisma.sql`city`,
  province: Prisma.sql`province`,
  postalCode: Prisma.sql`postal_code`,
  country: Prisma.sql`country`,
  latitude: Prisma.sql`latitude`,
  longitude: Prisma.sql`longitude`,
  pointOfSaleType: Prisma.sql`point_of_sale_type`,
  admAuthorizationNumber: Prisma.sql`adm_authorization_number`,
  admExpiresOn: Prisma.sql`adm_expires_on`,
  visitIntervalDays: Prisma.sql`visit_interval_days`,
  checkInRadiusMeters: Prisma.sql`check_in_radius_meters`,
  openingHours: Prisma.sql`opening_hours`,
  openingExceptions: Prisma.sql`opening_exceptions`,
  tags: Prisma.sql`tags`,
  notes: Prisma.sql`notes`,
  custom: Prisma.sql`custom`,
  ownerId: Prisma.sql`owner_id`,
  createdById: Prisma.sql`created_by_id`,
  updatedById: Prisma.sql`updated_by_id`,
} as const;

type Column = keyof typeof COLUMNS;
export type NewClient = Partial<Record<Column, unknown>>;

/** A new client, {@link CLIENT_AS_TEXTS}. */
export type NewClientRow = Record<string, string | null>;

/**
 * Writes a new client together with its journal row and tells it: one statement, which is nothing by halves. Fields that
 * are left out have the column's default.
 * @param journal makes the part that writes the journal, from a SELECT of what it is to tell
 */
export function insertClient(fields: NewClient, journal: (records: Prisma.Sql) => Prisma.Sql): Prisma.Sql {
  const given = (Object.keys(COLUMNS) as Column[]).filter((column) => fields[column] !== undefined);
  const columns = given.map((column) => COLUMNS[column]);
  const values = given.map((column) => parameter(column, fields[column]));
  return Prisma.sql`
    WITH c AS (INSERT INTO clients (${Prisma.join(columns)}) VALUES (${Prisma.join(values)}) RETURNING *),
      journalled AS (${journal(CREATED)})
    SELECT ${CLIENT_AS_TEXTS} FROM c`;
}

const CREATED = Prisma.sql`
  SELECT 'client.created' AS action, 'client' AS entity, c.id AS entity_id, c.id AS client_id, c.owner_id,
    jsonb_build_object('name', c.name, 'kind', c.kind, 'lifecycle', c.lifecycle, 'source', c.source) AS facts FROM c`;

const JSON_COLUMNS: readonly Column[] = ['openingHours', 'openingExceptions', 'custom'];

function parameter(column: Column, value: unknown): unknown {
  return value !== null && JSON_COLUMNS.includes(column) ? JSON.stringify(value) : value;
}
