import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/access/index.js';
import { DomainError } from '../../../platform/errors/index.js';
import { JournalService } from '../../../platform/journal/index.js';
import type { Client } from '../../../platform/prisma/generated/client.js';
import { PrismaService, type Tx } from '../../../platform/prisma/prisma.service.js';
import { ClientChildren } from '../merge/client-children.service.js';
import { withMerged } from '../merge/merge.queries.js';
import { eraseFacts, eraseImportedRows, lockAlone } from './purge.queries.js';

/** Removes deleted clients for good. */
@Injectable()
export class PurgeService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly journal: JournalService,
    private readonly children: ClientChildren,
  ) {}

  /** @throws DomainError NOT_FOUND (404); CLIENT_NOT_DELETED, CLIENT_MERGED, CLIENT_HAS_HISTORY (409) */
  async purge(actor: Principal, id: string): Promise<void> {
    await this.prisma.$transaction(async (tx) => {
      if (!(await lockAlone(tx, id, actor.scope('client:purge')))) throw DomainError.notFound('client');
      const client = await tx.client.findUniqueOrThrow({ where: { id } });
      assertInBin(client);
      await this.assertWithoutHistory(tx, id);
      // What hangs on a deal goes before the deal.
      for (const child of [...this.children.all()].reverse()) await child.purge(tx, id);
      const ids = await withMerged(tx, id);
      await eraseFacts(tx, ids);
      await eraseImportedRows(tx, ids);
      await tx.client.delete({ where: { id } });
      const row = { entity: 'client', entityId: id, clientId: id, ownerId: client.ownerId };
      await this.journal.record(tx, actor, { action: 'client.purged', ...row });
    });
  }

  private async assertWithoutHistory(tx: Tx, id: string): Promise<void> {
    const reasons: string[] = [];
    for (const { keeps } of this.children.all()) {
      const reason = await keeps(tx, id);
      if (reason) reasons.push(reason);
    }
    if (reasons.length === 0) return;
    const detail = `This client stays in the bin: ${reasons.join('; ')}.`;
    throw new DomainError('conflict', 'CLIENT_HAS_HISTORY', detail, { members: { reasons } });
  }
}

function assertInBin({ deletedAt, mergedIntoId }: Client): void {
  if (!deletedAt)
    throw new DomainError(
      'conflict',
      'CLIENT_NOT_DELETED',
      'Only a deleted client is removed: delete it first.',
    );
  if (mergedIntoId)
    throw new DomainError(
      'conflict',
      'CLIENT_MERGED',
      'This client is part of another one: it goes when that one goes.',
      { members: { survivorId: mergedIntoId } },
    );
}
