import type { PermissionTable, ScopeLevel } from '#app/platform/access/index.js';
import type { PolicyLine, Relation } from './policy.ts';

/** How a call must end: refused for the role, for the record, or let in. */
export type Verdict = 'forbidden' | 'as missing' | 'let in';

/** What a role holds for a line; a signed-in user always has the own account. */
export function levelOf({ access }: PolicyLine, permissions: PermissionTable): ScopeLevel | undefined {
  if (access === 'public') return 'all';
  return access === 'signed-in' ? 'own' : permissions[access];
}

/** The written policy's answer to a role that calls for somebody's record. */
export function verdict(line: PolicyLine, permissions: PermissionTable, relation: Relation): Verdict {
  const level = levelOf(line, permissions);
  if (!level) return 'forbidden';
  if (!line.target || line.shared || level === 'all' || relation === 'own') return 'let in';
  return level === 'team' && relation === 'team' ? 'let in' : 'as missing';
}

/** The status for who is let in. */
export function statusWithin({ answers }: PolicyLine, relation: Relation, success: number): number {
  return (typeof answers === 'number' ? answers : answers?.[relation]) ?? success;
}
