import { Prisma } from '#app/platform/prisma/generated/client.js';
import type { Story } from './story.ts';

/** Where a word stands anywhere in the database: the tables whose rows hold it, case aside. */
export async function tablesThatSay({ prisma }: Story, word: string): Promise<string[]> {
  const tables = await prisma.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1`;
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] = await prisma.$queryRaw<[{ found: boolean }]>`
      SELECT EXISTS (SELECT FROM ${Prisma.raw(`"${name}"`)} t WHERE position(lower(${word}) IN lower(to_jsonb(t)::text)) > 0) AS found`;
    if (row.found) found.push(name);
  }
  return found;
}
