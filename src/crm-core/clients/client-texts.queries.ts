import { type AccessScope, withinRows } from '../../platform/access/index.js';
import type { SortValue, SqlPage } from '../../platform/listing/index.js';
import { type ColumnKind, type ColumnTexts, isoOf, RowWriter } from '../../platform/prisma/column-texts.js';
import { Prisma } from '../../platform/prisma/generated/client.js';
import type { PrismaService } from '../../platform/prisma/prisma.service.js';

/** A client as PostgreSQL sends it. */
export interface ClientTexts {
  id: string;
  /** Of {@link COLUMNS}. */
  texts: ColumnTexts;
}

interface Column {
  kind: ColumnKind;
  /** Of `clients c`. */
  sql: Prisma.Sql;
}

/** Every field of the answer that no rule makes. */
const COLUMNS = {
  id: { kind: 'plain', sql: Prisma.sql`c.id` },
  name: { kind: 'text', sql: Prisma.sql`c.name` },
  externalId: { kind: 'text', sql: Prisma.sql`c.external_id` },
  kind: { kind: 'plain', sql: Prisma.sql`c.kind` },
  lifecycle: { kind: 'plain', sql: Prisma.sql`c.lifecycle` },
  source: { kind: 'text', sql: Prisma.sql`c.source` },
  vatNumber: { kind: 'text', sql: Prisma.sql`c.vat_number` },
  taxCode: { kind: 'text', sql: Prisma.sql`c.tax_code` },
  sdiCode: { kind: 'text', sql: Prisma.sql`c.sdi_code` },
  pecEmail: { kind: 'text', sql: Prisma.sql`c.pec_email` },
  email: { kind: 'text', sql: Prisma.sql`c.email` },
  phone: { kind: 'text', sql: Prisma.sql`c.phone` },
  website: { kind: 'text', sql: Prisma.sql`c.website` },
  street: { kind: 'text', sql: Prisma.sql`c.street` },
  city: { kind: 'text', sql: Prisma.sql`c.city` },
  province: { kind: 'text', sql: Prisma.sql`c.province` },
  postalCode: { kind: 'text', sql: Prisma.sql`c.postal_code` },
  country: { kind: 'text', sql: Prisma.sql`c.country` },
  latitude: { kind: 'json', sql: Prisma.sql`c.latitude` },
  longitude: { kind: 'json', sql: Prisma.sql`c.longitude` },
  pointOfSaleType: { kind: 'plain', sql: Prisma.sql`c.point_of_sale_type` },
  admAuthorizationNumber: { kind: 'text', sql: Prisma.sql`c.adm_authorization_number` },
  admExpiresOn: { kind: 'plain', sql: Prisma.sql`c.adm_expires_on` },
  visitIntervalDays: { kind: 'json', sql: Prisma.sql`c.visit_interval_days` },
  checkInRadiusMeters: { kind: 'json', sql: Prisma.sql`c.check_in_radius_meters` },
  openingHours: { kind: 'json', sql: Prisma.sql`c.opening_hours` },
  openingExceptions: { kind: 'json', sql: Prisma.sql`c.opening_exceptions` },
  tags: { kind: 'texts', sql: Prisma.sql`c.tags` },
  notes: { kind: 'text', sql: Prisma.sql`c.notes` },
  custom: { kind: 'json', sql: Prisma.sql`c.custom` },
  primaryContactId: { kind: 'plain', sql: Prisma.sql`c.primary_contact_id` },
  firstContactAt: { kind: 'instant', sql: Prisma.sql`c.first_contact_at` },
  firstContactKind: { kind: 'plain', sql: Prisma.sql`c.first_contact_kind` },
  firstContactById: { kind: 'plain', sql: Prisma.sql`c.first_contact_by_id` },
  ownerId: { kind: 'plain', sql: Prisma.sql`c.owner_id` },
  version: { kind: 'json', sql: Prisma.sql`c.version` },
  createdAt: { kind: 'instant', sql: Prisma.sql`c.created_at` },
  createdById: { kind: 'plain', sql: Prisma.sql`c.created_by_id` },
  updatedAt: { kind: 'instant', sql: Prisma.sql`c.updated_at` },
  updatedById: { kind: 'plain', sql: Prisma.sql`c.updated_by_id` },
} as const satisfies Record<string, Column>;

export type ClientColumn = keyof typeof COLUMNS;

const NAMES = Object.keys(COLUMNS) as ClientColumn[];
/** All by one name: the driver makes an object with every name of an answer, and never uses it here. */
const SENT = Prisma.join(NAMES.map((name) => Prisma.sql`${COLUMNS[name].sql} AS t`));

/** The same, for who would be given values instead of texts: of `c`, in the order of the columns. */
export const CLIENT_AS_TEXTS = Prisma.join(NAMES.map((name) => Prisma.sql`${COLUMNS[name].sql}::text`));

/** Where each column stands. */
const INDEX = Object.fromEntries(NAMES.map((name, index) => [name, index])) as Record<ClientColumn, number>;

const WRITER = new RowWriter(
  Object.fromEntries(NAMES.map((name): [ClientColumn, ColumnKind] => [name, COLUMNS[name].kind])),
);

/** The members of a client's JSON that no rule makes. */
export function membersOf({ texts }: ClientTexts): string {
  return WRITER.membersOf(texts);
}

export function textOf({ texts }: ClientTexts, column: ClientColumn): string | null {
  return texts[INDEX[column]] ?? null;
}

export function asClient(texts: ColumnTexts): ClientTexts {
  return { id: texts[INDEX.id] ?? '', texts };
}

/** The orders of the list that are asked for all day. */
const HOT_ORDERS: ReadonlySet<string> = new Set(['name', 'createdAt', 'updatedAt']);

/** Whether {@link findClientTexts} is for an order. */
export function isHotOrder(sort: string): boolean {
  return HOT_ORDERS.has(sort.replace(/^-/, ''));
}

/** A row's value in one of the hot orders. */
export function placeOf(client: ClientTexts, column: string): SortValue {
  const text = textOf(client, column as ClientColumn);
  return text !== null && column !== 'name' ? isoOf(text) : text;
}

/**
 * A page of the usual length, and whether another follows. Over all clients its plan depends on no value once the length is none: PostgreSQL makes
 * it once, which is half of its work for such a page. Of an owner or a team the best plan depends on how many clients they have.
 */
const USUAL_TAKE = 26;
const USUAL_LIMIT = Prisma.sql`26`;

/**
 * `findClients` for the list itself: half the work of the server, for no row becomes an object there.
 * @param reuse `once` for a list with filters: of their combinations there are endless many
 */
export async function findClientTexts(
  prisma: PrismaService,
  { where, orderBy, take }: SqlPage,
  scope: AccessScope['kind'],
  reuse: 'kept' | 'once',
): Promise<ClientTexts[]> {
  const limit = scope === 'all' && take === USUAL_TAKE ? USUAL_LIMIT : take;
  const rows = await prisma.readHot(
    Prisma.sql`SELECT ${SENT} FROM clients c WHERE ${where} ORDER BY ${orderBy} LIMIT ${limit}`,
    reuse,
  );
  return rows.map(asClient);
}

/** In one column: for a single row the driver takes longer to read what its forty columns are called than to read the row. */
const SENT_AS_ONE = Prisma.sql`to_json(ARRAY[${CLIENT_AS_TEXTS}])`;

/** A living client within the scope; undefined when there is none. */
export async function findClientText(
  prisma: PrismaService,
  id: string,
  scope: AccessScope,
): Promise<ClientTexts | undefined> {
  const [client] = await prisma.readHot(
    Prisma.sql`SELECT ${SENT_AS_ONE} FROM clients c
      WHERE c.id = ${id}::uuid AND c.deleted_at IS NULL AND ${withinRows(scope, Prisma.sql`c`)}`,
    'kept',
  );
  return client && asClient(JSON.parse(client[0] ?? '') as ColumnTexts);
}
