import { Prisma } from '../../platform/prisma/generated/client.js';
import type { CustomFieldResource } from '../../platform/prisma/generated/enums.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';

const TABLES: Readonly<Record<CustomFieldResource, Prisma.Sql>> = {
  clients: Prisma.sql`clients`,
  contacts: Prisma.sql`contacts`,
  opportunities: Prisma.sql`opportunities`,
};

/** Holds the definitions of a resource as they are, for a writer of values; writers don't wait for each other. */
export async function shareDefinitions(tx: Tx, resource: CustomFieldResource): Promise<void> {
  await tx.$queryRaw`SELECT FROM custom_fields WHERE resource = ${resource}::"CustomFieldResource" FOR KEY SHARE`;
}

/** Takes a definition for its editor, after the writes of values that are under way. */
export async function holdDefinition(tx: Tx, id: string): Promise<void> {
  await tx.$queryRaw`SELECT FROM custom_fields WHERE id = ${id}::uuid FOR UPDATE`;
}

/** How many rows have a value of a field, deleted ones included: they may come back. */
export async function countValues(tx: Tx, resource: CustomFieldResource, key: string): Promise<number> {
  const [row] = await tx.$queryRaw<[{ count: number }]>`
    SELECT count(*)::int AS count FROM ${TABLES[resource]} WHERE custom <> '{}' AND custom ? ${key}`;
  return row.count;
}

/** Which of these choices are in use, and by how many rows. */
export async function countChoices(
  tx: Tx,
  resource: CustomFieldResource,
  key: string,
  choices: readonly string[],
): Promise<{ choice: string; count: number }[]> {
  return tx.$queryRaw`
    SELECT custom ->> ${key} AS choice, count(*)::int AS count FROM ${TABLES[resource]}
    WHERE custom <> '{}' AND custom ->> ${key} = ANY(${[...choices]}) GROUP BY 1 ORDER BY 1`;
}
