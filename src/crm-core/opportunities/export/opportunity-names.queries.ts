import { type AccessScope, withinSql } from '../../../platform/access/index.js';
import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';

/** What people call the things that an opportunity names by id. */
export interface OpportunityNames {
  id: string;
  externalId: string | null;
  /** E-mail address. */
  owner: string;
  ownerName: string;
  pipeline: string;
  stage: string;
  clientId: string | null;
  /** Of a client outside of the reader's scope only the id is told. */
  clientName: string | null;
  clientCode: string | null;
  vatNumber: string | null;
  /** Another living client that the reader may see is called so: what lies beyond is no matter of this file. */
  hasNamesake: boolean;
}

/** @param scope of the clients that the reader may see; undefined: none */
export async function opportunityNames(
  tx: Tx,
  ids: readonly string[],
  scope: AccessScope | undefined,
): Promise<Map<string, OpportunityNames>> {
  const rows = await tx.$queryRaw<OpportunityNames[]>`
    SELECT o.id, o.external_id AS "externalId", u.email AS owner, u.full_name AS "ownerName", p.name AS pipeline, s.name AS stage,
      o.client_id AS "clientId", c.name AS "clientName", c.external_id AS "clientCode", c.vat_number AS "vatNumber",
      EXISTS (SELECT FROM clients n WHERE n.deleted_at IS NULL AND fold(n.name) = fold(c.name) AND n.id <> c.id
        AND ${scope ? withinSql(scope, Prisma.sql`n.owner_id`) : Prisma.sql`FALSE`}) AS "hasNamesake"
    FROM opportunities o
    JOIN users u ON u.id = o.owner_id
    JOIN sales_pipelines p ON p.id = o.pipeline_id
    JOIN pipeline_stages s ON s.id = o.stage_id
    LEFT JOIN clients c ON c.id = o.client_id AND ${scope ? withinSql(scope, Prisma.sql`c.owner_id`) : Prisma.sql`FALSE`}
    WHERE o.id = ANY(${[...ids]}::uuid[])`;
  return new Map(rows.map((row) => [row.id, row]));
}
