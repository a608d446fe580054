import { Prisma } from '#app/platform/prisma/generated/client.js';
import type { PrismaService } from '#app/platform/prisma/prisma.service.js';

/** Every value that the database keeps of hashes, seals and other secrets, in the writings in which it could come out. */
export async function storedSecrets(prisma: PrismaService): Promise<Map<string, string>> {
  const columns = await prisma.$queryRaw<{ table: string; column: string; isBinary: boolean }[]>`
    SELECT table_name AS table, column_name AS column, data_type = 'bytea' AS "isBinary"
    FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'
      AND (data_type = 'bytea' OR column_name ~ '(hash|secret|sealed|password)')
      AND data_type IN ('bytea', 'text', 'character varying')`;
  const secrets = new Map<string, string>();
  for (const { table, column, isBinary } of columns) {
    const [name, from] = [Prisma.raw(`"${column}"`), Prisma.raw(`"${table}"`)];
    const rows = await prisma.$queryRaw<{ value: string }[]>`
      SELECT ${isBinary ? Prisma.sql`encode(${name}, 'hex')` : name} AS value FROM ${from} WHERE ${name} IS NOT NULL LIMIT 200`;
    for (const { value } of rows)
      for (const writing of writings(value, isBinary)) secrets.set(writing, `${table}.${column}`);
  }
  return secrets;
}

function writings(value: string, isBinary: boolean): string[] {
  if (!isBinary) return value.length < 16 ? [] : [value];
  const bytes = Buffer.from(value, 'hex');
  if (bytes.length < 16 || bytes.length > 1024) return [];
  return [value, bytes.toString('base64').replace(/=+$/, ''), bytes.toString('base64url')];
}
