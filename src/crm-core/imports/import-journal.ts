import type { Principal } from '../../platform/access/index.js';
import type { JournalService } from '../../platform/journal/index.js';
import type { Prisma } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';

/** A step in the life of an import. */
export function recordImport(
  tx: Tx,
  journal: JournalService,
  actor: Principal,
  id: string,
  what: 'created' | 'checked-again' | 'committed' | 'reverted',
  facts: Prisma.InputJsonObject,
): Promise<void> {
  const record = {
    action: `import.${what}` as const,
    entity: 'import',
    entityId: id,
    ownerId: actor.userId,
    facts,
  };
  return journal.record(tx, actor, record);
}
