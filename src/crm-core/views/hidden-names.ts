import { hiddenNames, type Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import type { ViewResource } from '../../platform/prisma/generated/enums.js';

const ENTITIES: Readonly<Record<ViewResource, string>> = { clients: 'client', opportunities: 'opportunity' };

/** The fields of a resource's rows that the actor's role doesn't see. */
export function hiddenColumns(actor: Principal, resource: ViewResource): ReadonlySet<string> {
  return hiddenNames(ENTITIES[resource], actor);
}

/** @throws DomainError FIELD_HIDDEN (403) */
export function assertShown(
  actor: Principal,
  resource: ViewResource,
  pointer: string,
  names: readonly string[],
): void {
  const hidden = names.filter((name) => hiddenColumns(actor, resource).has(name));
  if (hidden.length === 0) return;
  const detail = `Your role does not see ${hidden.join(', ')}.`;
  throw new DomainError('forbidden', 'FIELD_HIDDEN', detail, {
    errors: [{ pointer, code: 'FIELD_HIDDEN', detail }],
  });
}
