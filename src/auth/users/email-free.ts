import { DomainError } from '../../platform/errors/index.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';

/** @throws DomainError EMAIL_TAKEN (409) */
export async function assertEmailFree(tx: Tx, email: string): Promise<void> {
  if (!(await tx.user.findUnique({ where: { email } }))) return;
  throw new DomainError('conflict', 'EMAIL_TAKEN', 'There is an account with this address already.');
}
