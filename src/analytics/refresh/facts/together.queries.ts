import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';

const { sql, join } = Prisma;

export interface Write {
  /** The table that it writes. */
  readonly into: Prisma.Sql;
  readonly statement: Prisma.Sql;
}

/**
 * Does these in one statement: each for itself would be a round trip, which takes longer than many of them.
 * @param writes each of a table of its own, none of which reads what another writes: all of them see what was there before
 */
export async function together(tx: Tx, writes: readonly [Write, ...Write[]]): Promise<void> {
  const [last, ...others] = writes;
  const named = others.map(({ into, statement }) => sql`${into} AS (${statement})`);
  await tx.$executeRaw`${named.length > 0 ? sql`WITH ${join(named)}` : Prisma.empty} ${last.statement}`;
}
