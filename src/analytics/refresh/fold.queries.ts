import { Prisma } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import { FACT_FAMILIES } from './facts/families.js';
import type { KeptSums } from './facts/kept-sums.js';

const { sql, join } = Prisma;

/**
 * So many fresh rows of a kind may stand beside the sums. A report of the company reads all of a kind in a millisecond; a
 * refresh of a thousand changes leaves some hundreds of each.
 */
export const MOST_FRESH = 5_000;

/** All sums beside which something may be fresh, in the order in which they are folded. */
export const FOLDS: readonly KeptSums[] = FACT_FAMILIES.flatMap(({ sums }) => sums);

/** @param most fresh rows of a kind that may stay */
export async function isFoldDue(tx: Tx, most: number): Promise<boolean> {
  const beyond = FOLDS.map(({ fresh }) => sql`(SELECT FROM ${fresh} OFFSET ${most}::int LIMIT 1)`);
  const [row] = await tx.$queryRaw<{ due: boolean }[]>`SELECT EXISTS (${join(beyond, ' UNION ALL ')}) AS due`;
  return row?.due ?? false;
}
