import { Injectable } from '@nestjs/common';
import type { Permission, Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import type { Client } from '../../platform/prisma/generated/client.js';
import type { BulkAction } from '../../platform/prisma/generated/enums.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import { lockClient } from '../clients/client.queries.js';
import { ClientsService } from '../clients/clients.service.js';
import { mergedAway } from '../clients/merge/merged-away.js';
import { distinctTags, MOST_TAGS, tagKey } from '../tags/domain/tag.js';
import type { BulkClientsDto } from './dto/bulk-clients.dto.js';

/** What an action does to each client, as the operation's row keeps it. */
export type ActionInput = Pick<BulkClientsDto, 'ownerId' | 'tags' | 'lifecycle'>;

/** The permission of the single call that each action repeats. */
export const PERMISSION_OF: Readonly<Record<BulkAction, Permission>> = {
  ASSIGN: 'client:assign',
  TAG: 'client:update',
  UNTAG: 'client:update',
  LIFECYCLE: 'client:update',
  DELETE: 'client:delete',
};

/** One action on one client: by the same use cases as the single calls, whose rules hold. */
@Injectable()
export class ClientAction {
  constructor(private readonly clients: ClientsService) {}

  /**
   * @param version the one that the choice was based on; undefined: any
   * @returns whether anything changed
   * @throws DomainError as the single call, CLIENT_MERGED included
   */
  async apply(
    tx: Tx,
    actor: Principal,
    { action, input }: { action: BulkAction; input: ActionInput },
    clientId: string,
    version: number | undefined,
  ): Promise<boolean> {
    const lock = action === 'DELETE' ? 'delete' : 'edit';
    const scope = actor.scope(PERMISSION_OF[action]);
    const before = await lockClient(tx, clientId, scope, lock);
    if (!before) throw (await mergedAway(tx, clientId, scope)) ?? DomainError.notFound('client');
    if (action === 'DELETE') {
      await this.clients.delete(actor, clientId, version, tx);
      return true;
    }
    const after =
      action === 'ASSIGN'
        ? await this.clients.assign(actor, clientId, input.ownerId ?? '', version, tx)
        : await this.clients.update(actor, clientId, changes(action, input, before), version, tx);
    return after.version !== before.version;
  }
}

function changes(action: BulkAction, input: ActionInput, before: Client): ActionInput {
  if (action === 'LIFECYCLE') return { lifecycle: input.lifecycle };
  const named = input.tags ?? [];
  if (action === 'UNTAG') {
    const gone = new Set(named.map(tagKey));
    return { tags: before.tags.filter((tag) => !gone.has(tagKey(tag))) };
  }
  const tags = distinctTags([...before.tags, ...named]);
  if (tags.length > MOST_TAGS)
    throw DomainError.field('/tags', 'TOO_MANY_TAGS', `A client has at most ${MOST_TAGS} tags.`);
  return { tags };
}
