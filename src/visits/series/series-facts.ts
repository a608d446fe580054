import type { JournalRecord } from '../../platform/journal/index.js';
import type { Prisma, VisitSeries } from '../../platform/prisma/generated/client.js';

/** The journal row of one change to a series; the visits that it makes and takes back have rows of their own. */
export function seriesRecord(
  verb: 'created' | 'updated' | 'ended',
  { id, clientId, agentId }: Pick<VisitSeries, 'id' | 'clientId' | 'agentId'>,
  facts: Prisma.InputJsonObject,
): JournalRecord {
  return {
    action: `visit-series.${verb}`,
    entity: 'visit-series',
    entityId: id,
    clientId,
    ownerId: agentId,
    facts,
  };
}
