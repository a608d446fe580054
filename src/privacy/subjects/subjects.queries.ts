import type { Tx } from '../../platform/prisma/prisma.service.js';

/** Holds the rows of subjects, and the clients of contacts, against edits and new children until the transaction ends. */
export async function holdSubjects(
  tx: Tx,
  subjects: readonly { kind: 'client' | 'contact'; ids: string[]; clientId: string }[],
): Promise<void> {
  const clients = subjects.flatMap(({ kind, ids, clientId }) => (kind === 'client' ? ids : [clientId]));
  const contacts = subjects.flatMap(({ kind, ids }) => (kind === 'contact' ? ids : []));
  await tx.$queryRaw`SELECT FROM clients WHERE id = ANY (${clients}::uuid[]) ORDER BY id FOR UPDATE`;
  await tx.$queryRaw`SELECT FROM contacts WHERE id = ANY (${contacts}::uuid[]) ORDER BY id FOR UPDATE`;
}

export interface ClientRow {
  id: string;
  fullName: string;
  email: string | null;
  phone: string | null;
  ownerId: string;
  isPerson: boolean;
  mergedIntoId: string | null;
}

/**
 * Clients by their id or an address, deleted ones included, and those into which they were merged, step by step: what
 * belonged to them is there. A sole trader is a person too: an individual's tax code has sixteen characters, a company's
 * eleven digits.
 */
export async function findClientSubjects(
  tx: Tx,
  { id = null, email = null }: { id?: string | null; email?: string | null },
): Promise<ClientRow[]> {
  return tx.$queryRaw<ClientRow[]>`
    WITH RECURSIVE way AS (
      SELECT id, merged_into_id FROM clients
      WHERE id = ${id}::uuid OR lower(email) = lower(${email}) OR lower(pec_email) = lower(${email})
      UNION SELECT c.id, c.merged_into_id FROM way JOIN clients c ON c.id = way.merged_into_id)
    SELECT c.id, c.name AS "fullName", coalesce(c.email, c.pec_email) AS email, c.phone, c.owner_id AS "ownerId",
      (c.kind = 'PERSON' OR coalesce(length(c.tax_code), 0) = 16) AS "isPerson", c.merged_into_id AS "mergedIntoId"
    FROM clients c WHERE c.id IN (SELECT id FROM way) ORDER BY c.id`;
}

interface ContactRow {
  id: string;
  fullName: string;
  email: string | null;
  phone: string | null;
  clientId: string;
  ownerId: string;
}

/** Contacts by their id or address, deleted ones included. */
export async function findContactSubjects(
  tx: Tx,
  { id = null, email = null }: { id?: string | null; email?: string | null },
): Promise<ContactRow[]> {
  return tx.$queryRaw<ContactRow[]>`
    SELECT k.id, k.full_name AS "fullName", k.email, k.phone, k.client_id AS "clientId", c.owner_id AS "ownerId"
    FROM contacts k JOIN clients c ON c.id = k.client_id
    WHERE k.id = ${id}::uuid OR lower(k.email) = lower(${email})
    ORDER BY k.id`;
}

/** A client and all that were ever merged into it. */
export async function idsWithMerged(tx: Tx, id: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE family AS (
      SELECT ${id}::uuid AS id UNION SELECT c.id FROM clients c JOIN family f ON c.merged_into_id = f.id)
    SELECT id FROM family ORDER BY id = ${id}::uuid DESC, id`;
  return rows.map((row) => row.id);
}
