import type { PrismaService } from '../prisma/prisma.service.js';

/** Bytes of the database's files, its indexes and its dead rows included; not of the write-ahead log. */
export async function databaseSize(prisma: PrismaService): Promise<number> {
  const [row] = await prisma.$queryRaw<{ bytes: number }[]>`
    SELECT pg_database_size(current_database())::float8 AS bytes`;
  return row?.bytes ?? 0;
}
