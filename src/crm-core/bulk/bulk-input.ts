import { DomainError } from '../../platform/errors/index.js';
import type { BulkAction, Prisma } from '../../platform/prisma/generated/client.js';
import type { BulkTarget } from './bulk-target.js';
import type { BulkChoiceDto } from './dto/bulk-choice.dto.js';

/** A bulk change as it is asked for: a choice, an action, and what that action needs. */
export type BulkBody = BulkChoiceDto & { action: BulkAction; filter?: object; ownerId?: string };

const CHOICE: ReadonlySet<string> = new Set<keyof BulkBody>([
  'action',
  'ids',
  'versions',
  'filter',
  'dryRun',
  'expectedCount',
]);

/**
 * What the action needs, without the choice.
 * @throws DomainError VALIDATION_FAILED (400) with NOT_OF_ACTION for what another action would need: it would go unheard
 */
export function inputOf(target: BulkTarget, body: BulkBody): Prisma.InputJsonObject {
  const { action } = body;
  const given = Object.entries(body).filter(([field, value]) => value !== undefined && !CHOICE.has(field));
  const foreign = given
    .map(([field]) => field)
    .filter((field) => !target.actionsWith(field).includes(action))
    .map((field) => ({
      pointer: `/${field}`,
      code: 'NOT_OF_ACTION',
      detail: `${action} has no ${field}; that belongs to ${target.actionsWith(field).join(', ')}.`,
    }));
  if (foreign.length > 0)
    throw new DomainError('invalid', 'VALIDATION_FAILED', foreign.map(({ detail }) => detail).join(' '), {
      errors: foreign,
    });
  return Object.fromEntries<Prisma.InputJsonValue>(given);
}
