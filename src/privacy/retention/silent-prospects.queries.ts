import type { SqlPage } from '../../platform/listing/index.js';
import { Prisma } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';

/** A sole trader is a person too: an individual's tax code has sixteen characters. */
const IS_PERSON = Prisma.sql`(c.kind = 'PERSON' OR coalesce(length(c.tax_code), 0) = 16)`;
const CONTACTS = Prisma.sql`(SELECT count(*)::int FROM contacts k WHERE k.client_id = c.id AND k.deleted_at IS NULL)`;

/**
 * Clients `c` who never bought anything, with whom nothing is open or ahead, and about whom nothing was written since a
 * moment: neither the row, nor its contacts and their consents, its deals, activities and visits. Only those in whose
 * rows there is still a person.
 */
export function silentSince(before: Date): Prisma.Sql {
  const at = Prisma.sql`${before}::timestamptz`;
  return Prisma.sql`
    c.deleted_at IS NULL AND c.lifecycle IN ('LEAD', 'PROSPECT', 'LOST') AND c.updated_at < ${at}
    AND (${IS_PERSON} OR ${CONTACTS} > 0)
    AND NOT EXISTS (SELECT FROM opportunities o WHERE o.client_id = c.id AND o.deleted_at IS NULL
      AND (o.status <> 'LOST' OR o.updated_at >= ${at}))
    AND NOT EXISTS (SELECT FROM visits v WHERE v.client_id = c.id AND v.deleted_at IS NULL
      AND (v.outcome = 'ORDER' OR v.order_amount > 0 OR v.scheduled_at >= ${at} OR v.updated_at >= ${at}))
    AND NOT EXISTS (SELECT FROM activities a WHERE a.client_id = c.id AND a.deleted_at IS NULL
      AND (a.due_at >= ${at} OR a.updated_at >= ${at}))
    AND NOT EXISTS (SELECT FROM contacts k WHERE k.client_id = c.id AND (k.updated_at >= ${at}
      OR EXISTS (SELECT FROM contact_consents s WHERE s.contact_id = k.id AND s.recorded_at >= ${at})))`;
}

export interface SilentProspect {
  id: string;
  name: string;
  isPerson: boolean;
  contacts: number;
  updatedAt: Date;
}

export function findSilentProspects(
  tx: Tx,
  { where, orderBy, take }: Omit<SqlPage, 'stretch'>,
): Promise<SilentProspect[]> {
  return tx.$queryRaw<SilentProspect[]>`
    SELECT c.id, c.name, ${IS_PERSON} AS "isPerson", ${CONTACTS} AS contacts, c.updated_at AS "updatedAt"
    FROM clients c WHERE ${where} ORDER BY ${orderBy} LIMIT ${take}`;
}

export async function countSilentProspects(tx: Tx, where: Prisma.Sql, most?: number): Promise<number> {
  const [row] = await tx.$queryRaw<[{ count: number }]>`
    SELECT count(*)::int AS count FROM (SELECT FROM clients c WHERE ${where} LIMIT ${most ?? null}) AS counted`;
  return row.count;
}
