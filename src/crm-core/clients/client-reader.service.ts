import { Injectable } from '@nestjs/common';
import { UserDirectory } from '../../auth/index.js';
import { type AccessScope, type Permission, type Principal, within } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import type { JsonText } from '../../platform/http/index.js';
import { type JournalEntryResponse, JournalReader } from '../../platform/journal/index.js';
import {
  type ListQuery,
  type Page,
  sqlListPage,
  sqlListRows,
  type SqlPage,
  type SqlRowSource,
} from '../../platform/listing/index.js';
import { Prisma } from '../../platform/prisma/generated/client.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { type BusinessDate, businessDateOf } from '../../platform/time/rome.js';
import { CustomFieldDirectory } from '../custom-fields/custom-field-directory.service.js';
import {
  type ClientCondition,
  clientCondition,
  type ClientFilter,
  isUnfiltered,
  whole,
} from './client-filter.js';
import {
  type ClientTexts,
  findClientText,
  findClientTexts,
  isHotOrder,
  placeOf,
} from './client-texts.queries.js';
import { toClientText, toPageText } from './client-text.js';
import { toClientResponse } from './client.mapper.js';
import { countClients, findClients } from './client.queries.js';
import { searchClients } from './client-search.queries.js';
import { ViewDirectory } from '../views/view-directory.service.js';
import { clientSorts } from './client-sorts.js';
import { ClientDirectory } from './client-directory.service.js';
import { survivorOf, withMerged } from './merge/merge.queries.js';
import type { ClientListQuery } from './dto/client-list.query.js';
import type { ClientResponse } from './dto/client.response.js';

const DEFAULT_SORT = '-createdAt';

/** A list, told but not read yet. */
interface Listed {
  query: ClientListQuery;
  condition: ClientCondition;
  source: Omit<SqlRowSource<ClientTexts>, 'find' | 'placeOf'>;
  today: BusinessDate;
}

/** Clients as their readers see them: always within the reader's scope. */
@Injectable()
export class ClientReader {
  constructor(
    private readonly prisma: PrismaService,
    private readonly journal: JournalReader,
    private readonly directory: ClientDirectory,
    private readonly users: UserDirectory,
    private readonly clock: Clock,
    private readonly customFields: CustomFieldDirectory,
    private readonly views: ViewDirectory,
  ) {}

  /** A page of the list, as its route answers it. @throws DomainError VALIDATION_FAILED (400) for a filter by a custom field that is none */
  async page(
    actor: Principal,
    given: ClientListQuery,
  ): Promise<JsonText<Page<ClientResponse>> | Page<ClientResponse>> {
    const listed = await this.listed(actor, given, 'client:read');
    const { sort = DEFAULT_SORT, q } = listed.query;
    if (q !== undefined || !isHotOrder(sort)) return this.objects(listed);
    const { kind } = actor.scope('client:read');
    const reuse = isUnfiltered(listed.query) ? 'kept' : 'once';
    const find = (page: SqlPage): Promise<ClientTexts[]> => findClientTexts(this.prisma, page, kind, reuse);
    return toPageText(await sqlListRows({ ...listed.source, find, placeOf }), listed.today);
  }

  /**
   * The same as objects.
   * @param permission whose scope holds; an export reads by another one than a list
   * @throws DomainError VALIDATION_FAILED (400) for a filter by a custom field that is none
   */
  async list(
    actor: Principal,
    given: ClientListQuery,
    permission: 'client:read' | 'client:export' = 'client:read',
  ): Promise<Page<ClientResponse>> {
    return this.objects(await this.listed(actor, given, permission));
  }

  private objects({ query, condition, source, today }: Listed): Promise<Page<ClientResponse>> {
    const { extra } = clientSorts(query);
    return sqlListPage({
      ...source,
      find: (page) =>
        query.q === undefined
          ? findClients(this.prisma, page, extra)
          : searchClients(this.prisma, condition, page, extra),
      toItem: (client) => toClientResponse(client, today),
    });
  }

  private async listed(actor: Principal, given: ClientListQuery, permission: Permission): Promise<Listed> {
    const query = await this.views.applied(actor, 'clients', given);
    const today = businessDateOf(this.clock.now());
    const custom = await this.customFields.conditions('clients', query.custom);
    const nearest = query.sort === 'distance';
    const condition = clientCondition(actor, permission, query, { today, custom, nearest });
    const source = {
      ...{ query, sorts: clientSorts(query).sorts, defaultSort: DEFAULT_SORT },
      ...{ id: Prisma.sql`c.id`, where: whole(condition) },
      count: (where: Prisma.Sql, most?: number) => countClients(this.prisma, where, most),
    };
    return { query, condition, source, today };
  }

  /**
   * What the list with these filters holds, as the condition of a statement over `clients c`.
   * @throws DomainError VALIDATION_FAILED (400) for a filter by a custom field that is none
   */
  async selection(actor: Principal, given: ClientFilter): Promise<Prisma.Sql> {
    const filter: ClientFilter = await this.views.applied(actor, 'clients', given);
    const custom = await this.customFields.conditions('clients', filter.custom);
    const today = businessDateOf(this.clock.now());
    return whole(clientCondition(actor, 'client:read', filter, { today, custom }));
  }

  /** The id of a merged client answers with the one that took it in. @throws DomainError NOT_FOUND */
  async get(actor: Principal, given: string): Promise<JsonText<ClientResponse>> {
    const scope = actor.scope('client:read');
    const client = (await findClientText(this.prisma, given, scope)) ?? (await this.survivor(given, scope));
    if (!client) throw DomainError.notFound('client');
    return toClientText(client, businessDateOf(this.clock.now()));
  }

  private async survivor(merged: string, scope: AccessScope): Promise<ClientTexts | undefined> {
    const id = await survivorOf(this.prisma, merged, scope);
    return id === undefined ? undefined : findClientText(this.prisma, id, scope);
  }

  /**
   * What happened to a client and its children, and to the clients that were merged into it, newest first. Deals and visits of colleagues outside of the reader's scope
   * are left out, as they are from the lists.
   * @throws DomainError NOT_FOUND
   */
  async timeline(actor: Principal, id: string, query: ListQuery): Promise<Page<JournalEntryResponse>> {
    const living = await this.directory.resolveVisible(this.prisma, actor, id, 'client:read');
    const clientId = { in: await withMerged(this.prisma, living) };
    const [deals, visits] = await Promise.all([
      this.colleaguesDeals(actor, clientId),
      this.visibleVisits(actor),
    ]);
    return this.journal.page(query, {
      AND: [{ clientId }, { NOT: { entity: 'opportunity', entityId: { in: deals } } }, visits],
    });
  }

  /** By their present owner: who takes a deal over sees its whole past. */
  private async colleaguesDeals(actor: Principal, clientId: { in: string[] }): Promise<string[]> {
    const scope = actor.scope('opportunity:read');
    if (scope.kind === 'all') return [];
    const visible = within<Prisma.OpportunityWhereInput>(scope, 'owner');
    // Not by the deals' present client: one that went to another client has left its rows here.
    const told = await this.prisma.journalEntry.groupBy({
      by: ['entityId'],
      where: { clientId, entity: 'opportunity' },
    });
    const deals = await this.prisma.opportunity.findMany({
      where: { id: { in: told.map(({ entityId }) => entityId) }, NOT: visible },
      select: { id: true },
    });
    return deals.map(({ id }) => id);
  }

  /** By the agent of that moment: the visits' own table belongs to a module above. */
  private async visibleVisits(actor: Principal): Promise<Prisma.JournalEntryWhereInput> {
    const agents = await this.users.idsWithin(actor.scope('visit:read'));
    return agents ? { OR: [{ entity: { not: 'visit' } }, { ownerId: { in: agents } }] } : {};
  }
}
