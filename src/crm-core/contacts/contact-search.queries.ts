import { type Permission, type Principal, withinRows } from '../../platform/access/index.js';
import type { SqlPage } from '../../platform/listing/index.js';
import { type Contact, Prisma } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import { searchWords } from '../clients/domain/search-words.js';
import type { ContactListQuery } from './dto/contact-list.query.js';

export interface FoundContact extends Contact {
  clientName: string;
  primaryContactId: string | null;
}

const COLUMNS = Prisma.sql`
  k.id, k.client_id AS "clientId", k.full_name AS "fullName", k.role, k.email, k.phone, k.marketing_consent AS "marketingConsent",
  k.custom, k.version, k.created_at AS "createdAt", k.created_by_id AS "createdById", k.updated_at AS "updatedAt",
  k.updated_by_id AS "updatedById", k.deleted_at AS "deletedAt", c.name AS "clientName", c.primary_contact_id AS "primaryContactId"`;

const ALL = Prisma.sql`contact_search_text(k.full_name, k.role, k.email, k.phone)`;
const WITHOUT_REACH = Prisma.sql`contact_search_text(k.full_name, k.role, NULL, NULL)`;

/** Living contacts of living clients that the reader may see, over `contacts k JOIN clients c`. */
export function contactCondition(
  actor: Principal,
  permission: Permission,
  { q, clientId }: ContactListQuery,
): Prisma.Sql {
  const conditions = [
    Prisma.sql`k.deleted_at IS NULL AND c.deleted_at IS NULL`,
    withinRows(actor.scope(permission), Prisma.sql`c`),
    ...(clientId === undefined ? [] : [Prisma.sql`k.client_id = ${clientId}::uuid`]),
    ...(q === undefined ? [] : searchWords(q).map((word) => found(actor, word))),
  ];
  return Prisma.join(conditions, ' AND ');
}

/** Who may not see an address doesn't find by it either; the first half is there for the index. */
function found(actor: Principal, word: string): Prisma.Sql {
  const part = Prisma.sql`'%' || regexp_replace(fold(${word}), '([\\\\%_])', '\\\\\\1', 'g') || '%'`;
  const anywhere = Prisma.sql`${ALL} LIKE ${part}`;
  return actor.hides('contact.reach') ? Prisma.sql`${anywhere} AND ${WITHOUT_REACH} LIKE ${part}` : anywhere;
}

export function findContacts(tx: Tx, { where, orderBy, take }: SqlPage): Promise<FoundContact[]> {
  return tx.$queryRaw<FoundContact[]>`
    SELECT ${COLUMNS} FROM contacts k JOIN clients c ON c.id = k.client_id WHERE ${where} ORDER BY ${orderBy} LIMIT ${take}`;
}

/** @param most stop counting here */
export async function countContacts(tx: Tx, where: Prisma.Sql, most?: number): Promise<number> {
  const [row] = await tx.$queryRaw<[{ count: number }]>`
    SELECT count(*)::int AS count FROM (
      SELECT FROM contacts k JOIN clients c ON c.id = k.client_id WHERE ${where} LIMIT ${most ?? null}) AS counted`;
  return row.count;
}
