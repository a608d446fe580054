import type { Principal } from '../../../platform/access/index.js';
import { DomainError } from '../../../platform/errors/index.js';
import type { Client } from '../../../platform/prisma/generated/client.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import { mergedAway } from './merged-away.js';
import { lockPair } from './merge.queries.js';

/** The client that stays and the one that goes, both locked. */
export interface MergePair {
  target: Client;
  source: Client;
}

/**
 * The two clients of a merge, living or not: the actor may change the one and delete the other.
 * @param what is missing, for the reader, when either is out of reach
 * @throws DomainError NOT_FOUND (404)
 */
export async function reachPair(
  tx: Tx,
  actor: Principal,
  targetId: string,
  sourceId: string,
  what: 'client' | 'merge' = 'client',
): Promise<MergePair> {
  const target = { id: targetId, scope: actor.scope('client:update') };
  const source = { id: sourceId, scope: actor.scope('client:delete') };
  const reached = await lockPair(tx, target, source);
  if (!reached.has(targetId) || !reached.has(sourceId)) throw DomainError.notFound(what);
  const rows = await tx.client.findMany({ where: { id: { in: [targetId, sourceId] } } });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const pair = { target: byId.get(targetId), source: byId.get(sourceId) };
  if (!pair.target || !pair.source) throw DomainError.notFound(what);
  return { target: pair.target, source: pair.source };
}

/** @throws DomainError CLIENT_MERGED with `survivorId`, CLIENT_DELETED (409) */
export async function assertLiving(tx: Tx, actor: Principal, clients: readonly Client[]): Promise<void> {
  for (const client of clients) {
    if (!client.deletedAt) continue;
    const merged = await mergedAway(tx, client.id, actor.scope('client:read'));
    if (merged) throw merged;
    const detail = `${client.name} was deleted: restore it first.`;
    throw new DomainError('conflict', 'CLIENT_DELETED', detail, { members: { clientId: client.id } });
  }
}
