import { PrismaService } from '#app/platform/prisma/prisma.service.js';
import { Prisma } from '#app/platform/prisma/generated/client.js';

/** Tables that may move although nothing was changed: counters of the limiters. */
const RESTLESS = ['login_failures', 'costly_counts', 'costly_runs'];

/**
 * The one kind of row that a refusal writes: the journal's note that it took place. All other rows of the journal are
 * in the print, so that a refused request that recorded a change would be found.
 */
const NOTES_OF_REFUSALS = Prisma.sql`WHERE action <> 'access.refused'`;

/** A fingerprint of every row of every table, to show that a refused request changed nothing. */
export async function databasePrint(prisma: PrismaService): Promise<string> {
  const tables = await prisma.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1`;
  const prints = tables
    .filter(({ name }) => !RESTLESS.includes(name))
    .map(({ name }) => {
      const table = Prisma.raw(`"${name}"`);
      return Prisma.sql`SELECT ${name} || ':' || count(*) || ':' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') AS print FROM ${table} t ${name === 'journal' ? NOTES_OF_REFUSALS : Prisma.empty}`;
    });
  const rows = await prisma.$queryRaw<{ print: string }[]>`${Prisma.join(prints, ' UNION ALL ')}`;
  // PostgreSQL may read several tables at once, and then their lines come in any order.
  return rows
    .map(({ print }) => print)
    .sort()
    .join('\n');
}
