import type { AccessScope } from '../../../platform/access/index.js';
import { DomainError } from '../../../platform/errors/index.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import { survivorOf } from './merge.queries.js';

const DETAIL = 'This client was merged into another one: use that one.';

/**
 * For a write whose client is not there: a read of a merged client answers with the survivor, but nobody writes to one
 * while meaning another.
 * @param pointer the field of the body that named the client
 * @returns CLIENT_MERGED (409, or 400 with the pointer) with `survivorId` when the scope reaches the survivor; else undefined
 */
export async function mergedAway(
  tx: Tx,
  id: string,
  scope: AccessScope,
  pointer?: string,
): Promise<DomainError | undefined> {
  const survivorId = await survivorOf(tx, id, scope);
  if (survivorId === undefined) return undefined;
  const extras = { members: { survivorId } };
  if (pointer === undefined) return new DomainError('conflict', 'CLIENT_MERGED', DETAIL, extras);
  const errors = [{ pointer, code: 'CLIENT_MERGED', detail: DETAIL }];
  return new DomainError('invalid', 'VALIDATION_FAILED', DETAIL, { ...extras, errors });
}
