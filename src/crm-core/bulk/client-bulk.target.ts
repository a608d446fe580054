import { Injectable } from '@nestjs/common';
import type { Permission, Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { type Client, Prisma } from '../../platform/prisma/generated/client.js';
import type { BulkAction } from '../../platform/prisma/generated/enums.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import { lockClient } from '../clients/client.queries.js';
import { ClientReader } from '../clients/client-reader.service.js';
import { ClientsService } from '../clients/clients.service.js';
import { mergedAway } from '../clients/merge/merged-away.js';
import { distinctTags, MOST_TAGS, tagKey } from '../tags/domain/tag.js';
import type { BulkOrder, BulkTarget } from './bulk-target.js';
import type { BulkClientsDto } from './dto/bulk-clients.dto.js';
import type { ClientFilterDto } from './dto/client-filter.dto.js';

/** What an action does to each client. */
type ActionInput = Pick<BulkClientsDto, 'ownerId' | 'tags' | 'lifecycle'>;

const ACTIONS_WITH: Readonly<Record<string, readonly BulkAction[]>> = {
  ownerId: ['ASSIGN'],
  tags: ['TAG', 'UNTAG'],
  lifecycle: ['LIFECYCLE'],
};

/** One action on one client. */
@Injectable()
export class ClientBulkTarget implements BulkTarget {
  readonly resource = 'clients';

  constructor(
    private readonly clients: ClientsService,
    private readonly reader: ClientReader,
  ) {}

  actionsWith(field: string): readonly BulkAction[] {
    return ACTIONS_WITH[field] ?? [];
  }

  permission(action: BulkAction): Permission {
    if (action === 'ASSIGN') return 'client:assign';
    return action === 'DELETE' ? 'client:delete' : 'client:update';
  }

  async selection(actor: Principal, filter: ClientFilterDto): Promise<Prisma.Sql> {
    return Prisma.sql`SELECT c.id FROM clients c WHERE ${await this.reader.selection(actor, filter)}`;
  }

  /** @throws DomainError CLIENT_MERGED besides */
  async apply(
    tx: Tx,
    actor: Principal,
    { action, input }: BulkOrder,
    id: string,
    version: number | undefined,
  ): Promise<boolean> {
    const lock = action === 'DELETE' ? 'delete' : 'edit';
    const scope = actor.scope(this.permission(action));
    const before = await lockClient(tx, id, scope, lock);
    if (!before) throw (await mergedAway(tx, id, scope)) ?? DomainError.notFound('client');
    if (action === 'DELETE') {
      await this.clients.delete(actor, id, version, tx);
      return true;
    }
    const told = input as ActionInput;
    const after =
      action === 'ASSIGN'
        ? await this.clients.assign(actor, id, told.ownerId ?? '', version, tx)
        : await this.clients.update(actor, id, changes(action, told, before), version, tx);
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
