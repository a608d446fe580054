import type { Prisma } from '#app/platform/prisma/generated/client.js';
import type { Random } from './random.ts';

type Target = Prisma.SalesTargetCreateManyInput;

const [MONTHS_BACK, MONTHS_AHEAD] = [11, 3];

/** What each agent is to win in the months of the last year and of the next quarter, in steps of 500 EUR. */
export function makeTargets(random: Random, agentIds: readonly string[], now: Date, since: Date): Target[] {
  const months = Array.from(
    { length: MONTHS_BACK + 1 + MONTHS_AHEAD },
    (_, index) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - MONTHS_BACK + index, 1)),
  );
  return agentIds.flatMap((ownerId) =>
    months.map((month) => ({
      ...{ id: random.uuid(since), ownerId, month, amount: `${random.whole(10, 24) * 500}.00` },
      createdAt: since,
    })),
  );
}
