import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { type Page, sqlListPage } from '../../platform/listing/index.js';
import { Prisma } from '../../platform/prisma/generated/client.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { ClientDirectory } from '../clients/client-directory.service.js';
import { toContactResponse } from './contact.mapper.js';
import { contactCondition, countContacts, findContacts } from './contact-search.queries.js';
import type { ContactListQuery } from './dto/contact-list.query.js';
import type { FoundContactResponse } from './dto/found-contact.response.js';

const SORTS = {
  fullName: { column: 'fullName', kind: 'text', sql: Prisma.sql`k.full_name` },
  createdAt: { column: 'createdAt', kind: 'date', sql: Prisma.sql`k.created_at` },
} as const;

/** People, whichever client they are at. */
@Injectable()
export class ContactSearch {
  constructor(
    private readonly prisma: PrismaService,
    private readonly clients: ClientDirectory,
  ) {}

  /** @param permission whose scope holds; an export reads by another one than a list */
  async search(
    actor: Principal,
    query: ContactListQuery,
    permission: 'contact:read' | 'contact:export' = 'contact:read',
  ): Promise<Page<FoundContactResponse>> {
    const filters = await this.clients.followMerges(this.prisma, query);
    return sqlListPage({
      query,
      sorts: SORTS,
      defaultSort: 'fullName',
      id: Prisma.sql`k.id`,
      where: contactCondition(actor, permission, filters),
      find: (page) => findContacts(this.prisma, page),
      count: (where, most) => countContacts(this.prisma, where, most),
      toItem: (found) => ({ ...toContactResponse(found, found), clientName: found.clientName }),
    });
  }
}
