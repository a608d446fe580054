import type { PermissionTable, ScopeLevel } from '#app/platform/access/index.js';
import type { PolicyLine, Relation } from './policy.ts';

/** How a call must end: refused for the role, for the record, or let in. */
export type Verdict = 'forbidden' | 'as missing' | 'let in';

const NARROW_TO_WIDE: readonly ScopeLevel[] = ['own', 'team', 'all'];

/** What a role holds for a line, the narrower of two; a signed-in user always has the own account. */
export function levelOf(
  { access, besides }: PolicyLine,
  permissions: PermissionTable,
): ScopeLevel | undefined {
  if (access === 'public') return 'all';
  if (access === 'signed-in') return 'own';
  const levels = [access, besides ?? access].map((permission) => permissions[permission]);
  if (levels.includes(undefined)) return undefined;
  return NARROW_TO_WIDE.find((level) => levels.includes(level));
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
