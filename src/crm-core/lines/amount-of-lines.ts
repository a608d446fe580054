import { DomainError } from '../../platform/errors/index.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import { withLines } from './lines.queries.js';

export const AMOUNT_OF_LINES = {
  code: 'AMOUNT_OF_LINES',
  detail: 'The amount is the sum of the lines: change those.',
} as const;

/** @throws DomainError AMOUNT_OF_LINES (409) when the deal has lines */
export async function assertAmountIsFree(tx: Tx, opportunityId: string): Promise<void> {
  const lined = await withLines(tx, [opportunityId]);
  if (lined.size > 0) throw new DomainError('conflict', AMOUNT_OF_LINES.code, AMOUNT_OF_LINES.detail);
}
