import { Injectable } from '@nestjs/common';
import { UserDirectory } from '../../auth/index.js';
import { type Principal, within } from '../../platform/access/index.js';
import { refuseConflicts } from '../../platform/editing/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { assertFresh } from '../../platform/http/index.js';
import { JournalService } from '../../platform/journal/index.js';
import { type Page, sqlListPage } from '../../platform/listing/index.js';
import { Prisma } from '../../platform/prisma/generated/client.js';
import { PrismaService, type Tx } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { toDateColumn } from '../../platform/time/rome.js';
import { ClientDirectory } from '../clients/client-directory.service.js';
import { CustomFieldDirectory } from '../custom-fields/custom-field-directory.service.js';
import { diffWithCustom } from '../custom-fields/diff-with-custom.js';
import { recordDeal } from './domain/recorded-deal.js';
import type { CreateOpportunityDto } from './dto/create-opportunity.dto.js';
import type { OpportunityListQuery } from './dto/opportunity-list.query.js';
import type { OpportunityResponse } from './dto/opportunity.response.js';
import type { UpdateOpportunityDto } from './dto/update-opportunity.dto.js';
import { opportunityChanges } from './opportunity-changes.js';
import { opportunityCondition, type OpportunityFilter } from './opportunity-filter.js';
import { recordOpportunity } from './opportunity-journal.js';
import { opportunityAnswer } from './opportunity-answer.js';
import { toOpportunityResponse } from './opportunity.mapper.js';
import { countOpportunities, findOpportunities, lockOpportunity } from './opportunity.queries.js';
import { refused } from './refused.js';
import { stageToBeginIn } from './stage-directory.js';
import { assertAmountIsFree } from '../lines/amount-of-lines.js';
import { ViewDirectory } from '../views/view-directory.service.js';
import { OPPORTUNITY_SORTS } from './opportunity-sorts.js';
import { makeCustomer } from './won-client.js';

/** Deals: what is being sold to whom. Seen by their owner's scope. */
@Injectable()
export class OpportunitiesService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly journal: JournalService,
    private readonly users: UserDirectory,
    private readonly clients: ClientDirectory,
    private readonly customFields: CustomFieldDirectory,
    private readonly views: ViewDirectory,
    private readonly clock: Clock,
  ) {}

  /** @param permission whose scope holds; an export reads by another one than a list */
  async list(
    actor: Principal,
    given: OpportunityListQuery,
    permission: 'opportunity:read' | 'opportunity:export' = 'opportunity:read',
  ): Promise<Page<OpportunityResponse>> {
    const query = await this.views.applied(actor, 'opportunities', given);
    const custom = await this.customFields.conditions('opportunities', query.custom);
    const filters = await this.clients.followMerges(this.prisma, query);
    const now = this.clock.now();
    return sqlListPage({
      query,
      sorts: OPPORTUNITY_SORTS,
      defaultSort: '-createdAt',
      id: Prisma.sql`o.id`,
      where: opportunityCondition(actor.scope(permission), filters, now, custom),
      find: (page) => findOpportunities(this.prisma, page, now),
      count: (where, most) => countOpportunities(this.prisma, where, most),
      toItem: toOpportunityResponse,
    });
  }

  /**
   * What the list with these filters holds, as the condition of a statement over `opportunities o`.
   * @throws DomainError VALIDATION_FAILED (400) for a filter by a custom field that is none
   */
  async selection(actor: Principal, given: OpportunityFilter): Promise<Prisma.Sql> {
    const filter: OpportunityFilter = await this.views.applied(actor, 'opportunities', given);
    const custom = await this.customFields.conditions('opportunities', filter.custom);
    const followed = await this.clients.followMerges(this.prisma, filter);
    return opportunityCondition(actor.scope('opportunity:read'), followed, this.clock.now(), custom);
  }

  /** @throws DomainError NOT_FOUND */
  async get(actor: Principal, id: string): Promise<OpportunityResponse> {
    const deal = await this.prisma.opportunity.findFirst({
      where: {
        AND: [
          { id, deletedAt: null },
          within<Prisma.OpportunityWhereInput>(actor.scope('opportunity:read'), 'owner'),
        ],
      },
    });
    if (!deal) throw DomainError.notFound('opportunity');
    return opportunityAnswer(this.prisma, deal, this.clock.now());
  }

  /** Begins in an open stage, with the first row of its history. @throws DomainError with a problem of a field (400), NO_PIPELINE (409) */
  async create(actor: Principal, body: CreateOpportunityDto, outer?: Tx): Promise<OpportunityResponse> {
    return this.within(outer, async (tx) => {
      const stage = await stageToBeginIn(tx, body.pipelineId, body.stageId);
      if (body.clientId)
        await this.clients.requireVisible(tx, actor, body.clientId, 'client:read', '/clientId');
      const ownerId = await this.users.resolveOwner(tx, actor, body.ownerId, 'opportunity:assign');
      const custom = await this.customFields.values(tx, 'opportunities', body.custom);
      const now = this.clock.now();
      const { title, clientId = null, source = null, amount = '0', probability, expectedCloseDate } = body;
      const result = recordDeal(
        { stage, firstStage: stage, createdAt: now, ownerId, clientId, amount, probability },
        // It begins open: no reason is asked for.
        { now, reasons: [] },
      );
      if ('refusal' in result) throw refused(result.refusal);
      const { fields, stays } = result.record;
      const deal = await tx.opportunity.create({
        data: {
          ...{ title, clientId, source, amount, custom, ownerId },
          ...fields,
          expectedCloseDate: expectedCloseDate ? toDateColumn(expectedCloseDate) : null,
          createdById: actor.userId,
          updatedById: actor.userId,
          entries: { create: stays.map((stay) => ({ ...stay, byId: actor.userId })) },
        },
      });
      await recordOpportunity(tx, this.journal, actor, 'created', null, deal);
      return opportunityAnswer(tx, deal, now);
    });
  }

  /** @throws DomainError NOT_FOUND, STALE (412), CLIENT_NEEDED, DEAL_CLOSED, AMOUNT_OF_LINES (409), CLIENT_UNKNOWN (400) */
  async update(
    actor: Principal,
    id: string,
    body: UpdateOpportunityDto,
    ifMatch: number | undefined,
    outer?: Tx,
  ): Promise<OpportunityResponse> {
    return this.within(outer, async (tx) => {
      const before = await lockOpportunity(tx, actor.scope('opportunity:update'), id);
      const custom = await this.customFields.values(tx, 'opportunities', body.custom, before);
      const changes = { ...(await opportunityChanges(tx, before, body)), custom };
      const facts = diffWithCustom(before, changes);
      const current = await opportunityAnswer(tx, before, this.clock.now());
      await refuseConflicts(tx, {
        ...{ entity: 'opportunity', row: before, ifMatch, given: body },
        ...{ current, changes: facts },
      });
      if (Object.keys(facts).length === 0) return current;
      if (facts['amount']) await assertAmountIsFree(tx, id);
      if (facts['clientId'] && changes.clientId) {
        await this.clients.requireVisible(tx, actor, changes.clientId, 'client:read', '/clientId');
      }
      const data = { ...changes, version: { increment: 1 }, updatedById: actor.userId };
      const after = await tx.opportunity.update({ where: { id }, data });
      if (facts['clientId'] && after.status === 'WON') await makeCustomer(tx, this.journal, actor, after);
      await recordOpportunity(tx, this.journal, actor, 'updated', before, after, facts);
      return opportunityAnswer(tx, after, this.clock.now());
    });
  }

  /** @throws DomainError NOT_FOUND, STALE (412) */
  async remove(actor: Principal, id: string, ifMatch: number | undefined, outer?: Tx): Promise<void> {
    await this.within(outer, async (tx) => {
      const before = await lockOpportunity(tx, actor.scope('opportunity:delete'), id);
      assertFresh(before, ifMatch);
      const data = { deletedAt: this.clock.now(), version: { increment: 1 }, updatedById: actor.userId };
      await tx.opportunity.update({ where: { id }, data });
      await recordOpportunity(tx, this.journal, actor, 'deleted', before, null);
    });
  }

  /**
   * Gives a deal to somebody else; its history so far stays with those who owned it then.
   * @throws DomainError NOT_FOUND, STALE (412), OWNER_UNKNOWN (400)
   */
  async assign(
    actor: Principal,
    id: string,
    owner: string,
    ifMatch: number | undefined,
    outer?: Tx,
  ): Promise<OpportunityResponse> {
    return this.within(outer, async (tx) => {
      const before = await lockOpportunity(tx, actor.scope('opportunity:assign'), id);
      assertFresh(before, ifMatch);
      const ownerId = await this.users.resolveOwner(tx, actor, owner, 'opportunity:assign');
      if (ownerId === before.ownerId) return opportunityAnswer(tx, before, this.clock.now());
      const data = { ownerId, version: { increment: 1 }, updatedById: actor.userId };
      const after = await tx.opportunity.update({ where: { id }, data });
      await recordOpportunity(tx, this.journal, actor, 'assigned', before, after);
      return opportunityAnswer(tx, after, this.clock.now());
    });
  }

  /** In the caller's transaction, when the row is a part of something larger. */
  private within<Answer>(outer: Tx | undefined, run: (tx: Tx) => Promise<Answer>): Promise<Answer> {
    return outer ? run(outer) : this.prisma.$transaction(run);
  }
}
