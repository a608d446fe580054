import type { Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';

/**
 * A webhook tells of everybody's rows: who sets one up must be able to read them all, and what it tells of them.
 * @throws DomainError FORBIDDEN, ABOVE_OWN_RIGHTS (403)
 */
export function assertMayDisclose(actor: Principal, includesProtectedFields: boolean | undefined): void {
  actor.scope('audit:read');
  if (!includesProtectedFields || actor.hiddenFields.size === 0) return;
  const fields = [...actor.hiddenFields];
  const detail = `Your role does not see these fields, and can't have them sent: ${fields.join(', ')}.`;
  throw new DomainError('forbidden', 'ABOVE_OWN_RIGHTS', detail, { members: { permissions: [], fields } });
}
