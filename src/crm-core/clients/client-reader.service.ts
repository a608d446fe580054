import { Injectable } from '@nestjs/common';
import { type Principal, within } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { type JournalEntryResponse, JournalReader } from '../../platform/journal/index.js';
import { type ListQuery, type Page, sqlListPage } from '../../platform/listing/index.js';
import { Prisma } from '../../platform/prisma/generated/client.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { clientCondition } from './client-filter.js';
import { toClientResponse } from './client.mapper.js';
import { countClients, findClients } from './client.queries.js';
import { ClientDirectory } from './client-directory.service.js';
import type { ClientListQuery } from './dto/client-list.query.js';
import type { ClientResponse } from './dto/client.response.js';

const SORTS = {
  name: { column: 'name', kind: 'text', sql: Prisma.sql`c.name` },
  createdAt: { column: 'createdAt', kind: 'date', sql: Prisma.sql`c.created_at` },
  updatedAt: { column: 'updatedAt', kind: 'date', sql: Prisma.sql`c.updated_at` },
} as const;

/** Clients as their readers see them: always within the reader's scope. */
@Injectable()
export class ClientReader {
  constructor(
    private readonly prisma: PrismaService,
    private readonly journal: JournalReader,
    private readonly directory: ClientDirectory,
  ) {}

  /** @param permission whose scope holds; an export reads by another one than a list */
  list(
    actor: Principal,
    query: ClientListQuery,
    permission: 'client:read' | 'client:export' = 'client:read',
  ): Promise<Page<ClientResponse>> {
    return sqlListPage({
      query,
      sorts: SORTS,
      defaultSort: '-createdAt',
      id: Prisma.sql`c.id`,
      where: clientCondition(actor.scope(permission), query),
      find: (page) => findClients(this.prisma, page),
      count: (where, most) => countClients(this.prisma, where, most),
      toItem: toClientResponse,
    });
  }

  /** @throws DomainError NOT_FOUND */
  async get(actor: Principal, id: string): Promise<ClientResponse> {
    const client = await this.prisma.client.findFirst({
      where: { AND: [{ id, deletedAt: null }, within(actor.scope('client:read'), 'owner')] },
    });
    if (!client) throw DomainError.notFound('client');
    return toClientResponse(client);
  }

  /** What happened to a client and its children, newest first. @throws DomainError NOT_FOUND */
  async timeline(actor: Principal, id: string, query: ListQuery): Promise<Page<JournalEntryResponse>> {
    await this.directory.assertVisible(this.prisma, actor, id, 'client:read');
    return this.journal.page(query, { clientId: id });
  }
}
