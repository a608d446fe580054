import { Injectable } from '@nestjs/common';
import { DomainError } from '../../platform/errors/index.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';

/**
 * Says why a client must stay; undefined: it may go.
 * Runs in the transaction that deletes, with the client locked against new children.
 */
export type DeletionRule = (tx: Tx, clientId: string) => Promise<string | undefined>;

/** What keeps a client from being deleted. Modules above this one add their own reasons when they start. */
@Injectable()
export class ClientDeletionRules {
  private readonly rules: DeletionRule[] = [openOpportunities];

  add(rule: DeletionRule): void {
    this.rules.push(rule);
  }

  /** @throws DomainError CLIENT_IN_USE (409) with every reason */
  async assertDeletable(tx: Tx, clientId: string): Promise<void> {
    const reasons: string[] = [];
    for (const rule of this.rules) {
      const reason = await rule(tx, clientId);
      if (reason) reasons.push(reason);
    }
    if (reasons.length > 0)
      throw new DomainError(
        'conflict',
        'CLIENT_IN_USE',
        `This client can't be deleted yet: ${reasons.join('; ')}.`,
      );
  }
}

async function openOpportunities(tx: Tx, clientId: string): Promise<string | undefined> {
  const open = await tx.opportunity.count({ where: { clientId, status: 'OPEN', deletedAt: null } });
  if (open === 0) return undefined;
  return open === 1
    ? 'one of its opportunities is still open'
    : `${open} of its opportunities are still open`;
}
