import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';

const { sql, join } = Prisma;
const NAMES = [sql`a`, sql`b`, sql`c`, sql`d`, sql`e`, sql`f`, sql`g`, sql`h`];

/**
 * Does these in one statement: each for itself would be a round trip, which takes longer than many of them.
 * @param writes none of which reads what another writes: all of them see what was there before
 */
export async function together(tx: Tx, writes: readonly [Prisma.Sql, ...Prisma.Sql[]]): Promise<void> {
  const [last, ...others] = writes;
  const named = others.map((write, place) => {
    const name = NAMES[place];
    if (name === undefined) throw new Error(`${writes.length} statements have more names than there are.`);
    return sql`${name} AS (${write})`;
  });
  await tx.$executeRaw`${named.length > 0 ? sql`WITH ${join(named)}` : Prisma.empty} ${last}`;
}
