import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { JournalService } from '../../platform/journal/index.js';
import type { Client } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';

export type ClientOfContact = Pick<Client, 'id' | 'country' | 'ownerId' | 'primaryContactId'>;

/** Whom one asks for first at a client: a fact about the client, so that there is one at most. */
@Injectable()
export class PrimaryContact {
  constructor(private readonly journal: JournalService) {}

  /**
   * @param primary true: this one from now on; false: no longer this one; undefined: as it is
   * @returns the client as it is now
   */
  async set(
    tx: Tx,
    actor: Principal,
    client: ClientOfContact,
    contactId: string,
    primary: boolean | undefined,
  ): Promise<ClientOfContact> {
    if (primary === undefined || primary === (client.primaryContactId === contactId)) return client;
    const primaryContactId = primary ? contactId : null;
    const data = { primaryContactId, updatedById: actor.userId, version: { increment: 1 } };
    const after = await tx.client.update({ where: { id: client.id }, data });
    await this.journal.record(tx, actor, {
      ...{ action: 'client.updated', entity: 'client', entityId: client.id, clientId: client.id },
      ownerId: client.ownerId,
      facts: { primaryContactId: { from: client.primaryContactId, to: primaryContactId } },
    });
    return after;
  }
}
