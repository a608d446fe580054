import { createHash } from 'node:crypto';
import type { Principal } from '../../platform/access/index.js';
import type { Reach } from './reach.service.js';

/**
 * All that decides what a reader's copy holds, as one word: the database, the types, whose records, which fields. A cursor
 * carries it, for a copy made under another one has holes that no journal row will mend.
 */
export function standingOf(actor: Principal, reach: Reach, database: string): string {
  const whose = [...reach].map(([type, owners]) => [type, owners && [...owners].sort()]).sort();
  const said = JSON.stringify([database, actor.userId, whose, [...actor.hiddenFields].sort()]);
  return createHash('sha256').update(said).digest('base64url').slice(0, 22);
}
