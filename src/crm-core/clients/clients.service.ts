import { Injectable } from '@nestjs/common';
import { UserDirectory } from '../../auth/index.js';
import type { Permission, Principal } from '../../platform/access/index.js';
import { refuseConflicts } from '../../platform/editing/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { assertFresh, type JsonText } from '../../platform/http/index.js';
import { JournalService } from '../../platform/journal/index.js';
import { type Client, Prisma } from '../../platform/prisma/generated/client.js';
import { PrismaService, type Tx } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { businessDateOf } from '../../platform/time/rome.js';
import { CustomFieldDirectory } from '../custom-fields/custom-field-directory.service.js';
import type { CustomValues } from '../custom-fields/domain/custom-field.js';
import { diffWithCustom } from '../custom-fields/diff-with-custom.js';
import { ClientDeletionRules } from './client-deletion-rules.js';
import { toClientResponse } from './client.mapper.js';
import { lockClient, lockClientEvenDeleted } from './client.queries.js';
import { applyClientRules } from './client-rules.js';
import { toColumns } from './client-columns.js';
import { insertClient, type NewClientRow } from './insert-client.queries.js';
import { asClient } from './client-texts.queries.js';
import { toClientText } from './client-text.js';
import { DuplicatesService } from './duplicates/duplicates.service.js';
import { mergedAway } from './merge/merged-away.js';
import type { CreateClientDto } from './dto/create-client.dto.js';
import type { ClientResponse } from './dto/client.response.js';
import type { UpdateClientDto } from './dto/update-client.dto.js';
import { withUniqueVatNumber } from './vat-number-taken.js';

/** The source of a client for whom none is named. */
const BY_HAND = 'manual';

/** Every change to a client: within the actor's scope, in one transaction with its journal row. */
@Injectable()
export class ClientsService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly journal: JournalService,
    private readonly users: UserDirectory,
    private readonly deletionRules: ClientDeletionRules,
    private readonly duplicates: DuplicatesService,
    private readonly customFields: CustomFieldDirectory,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError VALIDATION_FAILED, OWNER_UNKNOWN (400), FORBIDDEN (403), VAT_NUMBER_TAKEN, LIKELY_DUPLICATE (409) */
  async create(
    actor: Principal,
    { ownerId, custom, ...given }: CreateClientDto,
    onDuplicate: 'create' | 'refuse' = 'create',
  ): Promise<JsonText<ClientResponse>> {
    const fields = applyClientRules(given);
    if (onDuplicate === 'refuse') await this.duplicates.assertNone(actor, fields);
    const by = { createdById: actor.userId, updatedById: actor.userId };
    const source = fields.source ?? BY_HAND;
    const inserted = async (tx: Tx, values?: CustomValues): Promise<Prisma.Sql> => {
      const owner = await this.users.resolveOwner(tx, actor, ownerId, 'client:assign');
      const client = { ...fields, source, custom: values, ownerId: owner, ...by };
      return insertClient(client, (records) => this.journal.partOf(actor, records));
    };
    // The definitions of custom fields are held only for who gives values.
    const isPlain = custom === undefined && !(await this.customFields.asksForSome(this.prisma, 'clients'));
    const [client] = await withUniqueVatNumber(
      this.prisma,
      actor,
      () => fields.vatNumber,
      async () =>
        isPlain
          ? this.prisma.writeAtOnce<NewClientRow>(await inserted(this.prisma))
          : this.prisma.$transaction(async (tx) => {
              const values = await this.customFields.values(tx, 'clients', custom);
              return tx.$queryRaw<NewClientRow[]>(await inserted(tx, values));
            }),
    );
    if (!client) throw new Error('the new client was not told');
    return toClientText(asClient(Object.values(client)), businessDateOf(this.clock.now()));
  }

  /** @throws DomainError NOT_FOUND, STALE (412), VALIDATION_FAILED (400), VAT_NUMBER_TAKEN (409) */
  async update(
    actor: Principal,
    id: string,
    body: UpdateClientDto,
    ifMatch: number | undefined,
    outer?: Tx,
  ): Promise<ClientResponse> {
    const { custom, ...given } = body;
    let vatNumber: string | null | undefined;
    return withUniqueVatNumber(
      this.prisma,
      actor,
      () => vatNumber,
      () =>
        this.within(outer, async (tx) => {
          const before = await this.require(tx, actor, id, 'client:update', 'edit');
          const fields = applyClientRules(given, before);
          vatNumber = fields.vatNumber;
          const values = await this.customFields.values(tx, 'clients', custom, before);
          const changes = { ...toColumns(fields), custom: values };
          await refuseConflicts(tx, {
            ...{ entity: 'client', row: before, ifMatch, given: body },
            ...{ current: this.answer(before), changes: diffWithCustom(before, changes) },
          });
          return this.change(tx, actor, 'client.updated', before, changes);
        }),
    );
  }

  /**
   * Gives a client to somebody else; its opportunities and visits stay with their owners.
   * @throws DomainError NOT_FOUND, STALE (412), OWNER_UNKNOWN (400)
   */
  async assign(
    actor: Principal,
    id: string,
    ownerId: string,
    ifMatch: number | undefined,
    outer?: Tx,
  ): Promise<ClientResponse> {
    return this.within(outer, async (tx) => {
      const before = await this.require(tx, actor, id, 'client:assign', 'edit');
      assertFresh(before, ifMatch);
      const owner = await this.users.resolveOwner(tx, actor, ownerId, 'client:assign');
      return this.change(tx, actor, 'client.assigned', before, { ownerId: owner });
    });
  }

  /** Hides a client with its contacts; the row stays. @throws DomainError NOT_FOUND, STALE (412), CLIENT_IN_USE (409) */
  async delete(actor: Principal, id: string, ifMatch: number | undefined, outer?: Tx): Promise<void> {
    await this.within(outer, async (tx) => {
      const before = await this.require(tx, actor, id, 'client:delete', 'delete');
      assertFresh(before, ifMatch);
      await this.deletionRules.assertDeletable(tx, id);
      const after = await this.save(tx, actor, id, { deletedAt: this.clock.now() });
      await this.record(tx, actor, 'client.deleted', after, { name: before.name });
    });
  }

  /** Brings a deleted client back; a living one is answered as it is. @throws DomainError NOT_FOUND, CLIENT_MERGED, CLIENT_ERASED, VAT_NUMBER_TAKEN (409) */
  async restore(actor: Principal, id: string): Promise<ClientResponse> {
    let vatNumber: string | null | undefined;
    return withUniqueVatNumber(
      this.prisma,
      actor,
      () => vatNumber,
      () =>
        this.prisma.$transaction(async (tx) => {
          const before = await lockClientEvenDeleted(tx, id, actor.scope('client:delete'));
          if (!before) throw DomainError.notFound('client');
          if (!before.deletedAt) return this.answer(before);
          if (before.mergedIntoId)
            throw new DomainError(
              'conflict',
              'CLIENT_MERGED',
              'This client was not deleted but merged into another one: undo the merge instead.',
              { members: { survivorId: before.mergedIntoId } },
            );
          if (before.erasedAt)
            throw new DomainError('conflict', 'CLIENT_ERASED', 'This person was erased, and stays so.');
          vatNumber = before.vatNumber;
          const after = await this.save(tx, actor, id, { deletedAt: null });
          await this.record(tx, actor, 'client.restored', after, { name: after.name });
          return this.answer(after);
        }),
    );
  }

  /** In the caller's transaction, when the change is a part of something larger. */
  private within<Answer>(outer: Tx | undefined, run: (tx: Tx) => Promise<Answer>): Promise<Answer> {
    return outer ? run(outer) : this.prisma.$transaction(run);
  }

  private async require(
    tx: Tx,
    actor: Principal,
    id: string,
    permission: Permission,
    lock: 'edit' | 'delete',
  ): Promise<Client> {
    const client = await lockClient(tx, id, actor.scope(permission), lock);
    if (client) return client;
    throw (await mergedAway(tx, id, actor.scope(permission))) ?? DomainError.notFound('client');
  }

  /** An edit that changes nothing leaves no trace. */
  private async change(
    tx: Tx,
    actor: Principal,
    action: `client.${string}`,
    before: Client,
    changes: Prisma.ClientUncheckedUpdateInput,
  ): Promise<ClientResponse> {
    const facts = diffWithCustom(before, changes);
    if (Object.keys(facts).length === 0) return this.answer(before);
    const after = await this.save(tx, actor, before.id, changes);
    await this.record(tx, actor, action, after, facts);
    return this.answer(after);
  }

  private answer(client: Client): ClientResponse {
    return toClientResponse(client, businessDateOf(this.clock.now()));
  }

  private save(
    tx: Tx,
    actor: Principal,
    id: string,
    changes: Prisma.ClientUncheckedUpdateInput,
  ): Promise<Client> {
    return tx.client.update({
      where: { id },
      data: { ...changes, updatedById: actor.userId, version: { increment: 1 } },
    });
  }

  private record(
    tx: Tx,
    actor: Principal,
    action: `client.${string}`,
    client: Client,
    facts: Prisma.InputJsonObject,
  ): Promise<void> {
    return this.journal.record(tx, actor, {
      action,
      entity: 'client',
      entityId: client.id,
      clientId: client.id,
      ownerId: client.ownerId,
      facts,
    });
  }
}
