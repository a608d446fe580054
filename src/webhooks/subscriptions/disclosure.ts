import type { Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';

/** A webhook tells of everybody's rows: who has a hand in one must be able to read them all. @throws DomainError FORBIDDEN (403) */
export function assertReadsJournal(actor: Principal): void {
  actor.scope('audit:read');
}

/**
 * Besides, who has a hand in one must see what it tells of the rows.
 * @param webhook as it will stand
 * @throws DomainError FORBIDDEN, ABOVE_OWN_RIGHTS (403)
 */
export function assertMayDisclose(
  actor: Principal,
  { includeProtectedFields }: { includeProtectedFields?: boolean },
): void {
  assertReadsJournal(actor);
  if (!includeProtectedFields || actor.hiddenFields.size === 0) return;
  const fields = [...actor.hiddenFields];
  const detail = `Your role does not see these fields, and can't have them sent: ${fields.join(', ')}.`;
  throw new DomainError('forbidden', 'ABOVE_OWN_RIGHTS', detail, { members: { permissions: [], fields } });
}
