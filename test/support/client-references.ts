import { Prisma } from '#app/platform/prisma/generated/client.js';
import type { Story } from './story.ts';

/** Every foreign key to `clients`, from the database's own catalogue: `contacts.client_id`. */
export async function keysToClients({ prisma }: Story): Promise<string[]> {
  const rows = await prisma.$queryRaw<{ key: string }[]>`
    SELECT format('%s.%s', k.conrelid::regclass, a.attname) AS key
    FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)
    WHERE k.contype = 'f' AND k.confrelid = 'clients'::regclass ORDER BY 1`;
  return rows.map(({ key }) => key);
}

/** How many rows point to a client by this key. */
export async function countPointing({ prisma }: Story, key: string, clientId: string): Promise<number> {
  const [table, column] = key.split('.').map((name) => Prisma.raw(`"${name}"`));
  const [row] = await prisma.$queryRaw<
    [{ count: number }]
  >`SELECT count(*)::int AS count FROM ${table} WHERE ${column} = ${clientId}::uuid`;
  return row.count;
}
