import { Injectable } from '@nestjs/common';
import type { Permission, Principal } from '../../platform/access/index.js';
import { refuseConflicts } from '../../platform/editing/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { assertFresh } from '../../platform/http/index.js';
import { JournalService } from '../../platform/journal/index.js';
import { type ListQuery, listPage, type Page } from '../../platform/listing/index.js';
import type { Contact, Prisma } from '../../platform/prisma/generated/client.js';
import { PrismaService, type Tx } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { readIdentity } from '../clients/client-identity.js';
import { ClientDirectory } from '../clients/client-directory.service.js';
import { CustomFieldDirectory } from '../custom-fields/custom-field-directory.service.js';
import { diffWithCustom } from '../custom-fields/diff-with-custom.js';
import { toContactResponse } from './contact.mapper.js';
import { type ClientOfContact, PrimaryContact } from './primary-contact.service.js';
import { lockContact } from './contact.queries.js';
import type { ContactFieldsDto } from './dto/contact-fields.dto.js';
import type { ContactResponse } from './dto/contact.response.js';
import type { CreateContactDto } from './dto/create-contact.dto.js';
import type { UpdateContactDto } from './dto/update-contact.dto.js';

const SORTS = {
  fullName: { column: 'fullName', kind: 'text' },
  createdAt: { column: 'createdAt', kind: 'date' },
} as const;

const OF_CLIENT = {
  client: { select: { id: true, country: true, ownerId: true, primaryContactId: true } },
} as const;

/** The people at a client; whoever reaches the client reaches them. */
@Injectable()
export class ContactsService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly journal: JournalService,
    private readonly clients: ClientDirectory,
    private readonly customFields: CustomFieldDirectory,
    private readonly primary: PrimaryContact,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError NOT_FOUND */
  async list(actor: Principal, id: string, query: ListQuery): Promise<Page<ContactResponse>> {
    const clientId = await this.clients.resolveVisible(this.prisma, actor, id, 'contact:read');
    return listPage({
      query,
      sorts: SORTS,
      defaultSort: 'createdAt',
      where: { clientId, deletedAt: null },
      find: (args) => this.prisma.contact.findMany({ ...args, include: OF_CLIENT }),
      count: (args) => this.prisma.contact.count(args),
      toItem: (contact) => toContactResponse(contact, contact.client),
    });
  }

  /** @throws DomainError NOT_FOUND, PHONE_INVALID (400) */
  async create(
    actor: Principal,
    clientId: string,
    { custom, primary, ...given }: CreateContactDto,
    outer?: Tx,
  ): Promise<ContactResponse> {
    return this.within(outer, async (tx) => {
      const client = await this.clients.requireVisible(tx, actor, clientId, 'contact:create');
      const fields = withPhone(given, client.country);
      const values = await this.customFields.values(tx, 'contacts', custom);
      const contact = await tx.contact.create({
        data: { ...fields, custom: values, clientId, createdById: actor.userId, updatedById: actor.userId },
      });
      await this.record(tx, actor, 'contact.created', contact, client, {
        fullName: contact.fullName,
        role: contact.role,
      });
      return toContactResponse(contact, await this.primary.set(tx, actor, client, contact.id, primary));
    });
  }

  /** @throws DomainError NOT_FOUND, STALE (412), PHONE_INVALID (400) */
  async update(
    actor: Principal,
    id: string,
    body: UpdateContactDto,
    ifMatch: number | undefined,
  ): Promise<ContactResponse> {
    const { custom, primary, ...given } = body;
    return this.prisma.$transaction(async (tx) => {
      const { client, ...before } = await this.require(tx, actor, id, 'contact:update');
      const values = await this.customFields.values(tx, 'contacts', custom, before);
      const fields = { ...withPhone(given, client.country), custom: values };
      const facts = diffWithCustom(before, fields);
      await refuseConflicts(tx, {
        ...{ entity: 'contact', row: before, ifMatch, given: body },
        ...{ current: toContactResponse(before, client), changes: facts },
      });
      const holder = await this.primary.set(tx, actor, client, id, primary);
      if (Object.keys(facts).length === 0) return toContactResponse(before, holder);
      const after = await this.save(tx, actor, id, fields);
      await this.record(tx, actor, 'contact.updated', after, client, facts);
      return toContactResponse(after, holder);
    });
  }

  /** @throws DomainError NOT_FOUND, STALE (412) */
  async delete(actor: Principal, id: string, ifMatch: number | undefined): Promise<void> {
    await this.prisma.$transaction(async (tx) => {
      const { client, ...before } = await this.require(tx, actor, id, 'contact:delete');
      assertFresh(before, ifMatch);
      const after = await this.save(tx, actor, id, { deletedAt: this.clock.now() });
      await this.primary.set(tx, actor, client, id, false);
      await this.record(tx, actor, 'contact.deleted', after, client, { fullName: before.fullName });
    });
  }

  /** In the caller's transaction, when the row is a part of something larger. */
  private within<Answer>(outer: Tx | undefined, run: (tx: Tx) => Promise<Answer>): Promise<Answer> {
    return outer ? run(outer) : this.prisma.$transaction(run);
  }

  private async require(
    tx: Tx,
    actor: Principal,
    id: string,
    permission: Permission,
  ): Promise<Contact & { client: ClientOfContact }> {
    if (!(await lockContact(tx, id, actor.scope(permission)))) throw DomainError.notFound('contact');
    return tx.contact.findUniqueOrThrow({
      where: { id },
      include: OF_CLIENT,
    });
  }

  private save(tx: Tx, actor: Principal, id: string, changes: Prisma.ContactUpdateInput): Promise<Contact> {
    return tx.contact.update({
      where: { id },
      data: { ...changes, updatedById: actor.userId, version: { increment: 1 } },
    });
  }

  private record(
    tx: Tx,
    actor: Principal,
    action: `contact.${string}`,
    { id, clientId }: Contact,
    { ownerId }: Pick<ClientOfContact, 'ownerId'>,
    facts: Prisma.InputJsonObject,
  ): Promise<void> {
    return this.journal.record(tx, actor, {
      action,
      entity: 'contact',
      entityId: id,
      clientId,
      ownerId,
      facts,
    });
  }
}

/** @throws DomainError VALIDATION_FAILED (400) with PHONE_INVALID */
function withPhone<Fields extends Omit<ContactFieldsDto, 'custom' | 'primary'>>(
  fields: Fields,
  country: string,
): Fields {
  const { identity, problems } = readIdentity({ phone: fields.phone }, country);
  const [problem] = problems;
  if (problem) throw DomainError.field(problem.pointer, problem.code, problem.detail);
  return { ...fields, ...identity };
}
