import { FOLDS } from '#app/analytics/refresh/fold.queries.js';
import type { Tx } from '#app/platform/prisma/prisma.service.js';
import type { Story } from './story.ts';

class Undone extends Error {}

/** What `read` finds in the sums once what is fresh is folded into them. Then all is again as it was. */
export async function whenFolded<Answer>(
  { prisma }: Pick<Story, 'prisma'>,
  read: (tx: Tx) => Promise<Answer>,
): Promise<Answer> {
  const found = Promise.withResolvers<Answer>();
  try {
    await prisma.$transaction(
      async (tx) => {
        for (const fold of FOLDS) await fold.fold(tx);
        found.resolve(await read(tx));
        throw new Undone();
      },
      { timeout: 60_000 },
    );
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
  }
  return found.promise;
}
