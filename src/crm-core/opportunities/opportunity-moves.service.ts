import { Injectable } from '@nestjs/common';
import { type Principal, within } from '../../platform/access/index.js';
import { refuseStaleStep } from '../../platform/editing/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { diff, JournalService } from '../../platform/journal/index.js';
import { type ListQuery, listPage, type Page } from '../../platform/listing/index.js';
import type { Opportunity, Prisma } from '../../platform/prisma/generated/client.js';
import { PrismaService, type Tx } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { readReasons } from '../closing-reasons/closing-reason.queries.js';
import type { ClosingDetails } from './domain/deal.js';
import { stageChange, type StageChange } from './domain/stage-change.js';
import { stepInstant } from './domain/stay.js';
import { type Act, refusalOf } from './domain/transitions.js';
import type { MoveOpportunityDto } from './dto/move-opportunity.dto.js';
import type { OpportunityHistoryEntryResponse } from './dto/opportunity-history.response.js';
import type { OpportunityResponse } from './dto/opportunity.response.js';
import { recordOpportunity } from './opportunity-journal.js';
import { opportunityAnswer } from './opportunity-answer.js';
import { toHistoryEntryResponse } from './opportunity.mapper.js';
import { lockOpportunity } from './opportunity.queries.js';
import { refused } from './refused.js';
import { stageNamed } from './stage-directory.js';
import { makeCustomer } from './won-client.js';

const HISTORY_SORTS = { sequence: { column: 'sequence', kind: 'number' } } as const;

/** A deal's way through its pipeline. The rules are in `domain/`; here they meet the rows. */
@Injectable()
export class OpportunityMovesService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly journal: JournalService,
    private readonly clock: Clock,
  ) {}

  /**
   * Brings an open deal into another stage; a WON or LOST one closes it.
   * @throws DomainError NOT_FOUND, STALE (412), ALREADY_THERE, DEAL_CLOSED, OTHER_PIPELINE, STAGE_RETIRED,
   * CLIENT_NEEDED (409), or a problem of a field (400)
   */
  move(
    actor: Principal,
    id: string,
    { stageId, closedAt, ...said }: MoveOpportunityDto,
    ifMatch?: number,
    outer?: Tx,
  ): Promise<OpportunityResponse> {
    const details = { ...said, ...(closedAt !== undefined && { closedAt: new Date(closedAt) }) };
    return this.step(actor, 'move', id, stageId, details, ifMatch, outer);
  }

  /**
   * Brings a closed deal back into an open stage; closing date and reason are cleared, the history keeps the closing.
   * @throws DomainError NOT_FOUND, STALE (412), NOT_CLOSED, STAGE_NOT_OPEN, OTHER_PIPELINE, STAGE_RETIRED (409), STAGE_UNKNOWN (400)
   */
  reopen(
    actor: Principal,
    id: string,
    stageId: string,
    ifMatch?: number,
    outer?: Tx,
  ): Promise<OpportunityResponse> {
    return this.step(actor, 'reopen', id, stageId, {}, ifMatch, outer);
  }

  /** Every stay, the oldest first. @throws DomainError NOT_FOUND */
  async history(
    actor: Principal,
    id: string,
    query: ListQuery,
  ): Promise<Page<OpportunityHistoryEntryResponse>> {
    const seen = within<Prisma.OpportunityWhereInput>(actor.scope('opportunity:read'), 'owner');
    const where = { AND: [{ id, deletedAt: null }, seen] };
    if (!(await this.prisma.opportunity.findFirst({ where, select: { id: true } })))
      throw DomainError.notFound('opportunity');
    return listPage({
      query,
      sorts: HISTORY_SORTS,
      defaultSort: 'sequence',
      where: { opportunity: where },
      find: (args) => this.prisma.opportunityStageEntry.findMany(args),
      count: (args) => this.prisma.opportunityStageEntry.count(args),
      toItem: toHistoryEntryResponse,
    });
  }

  /** @param outer the caller's transaction, when the step is a part of something larger */
  private step(
    actor: Principal,
    act: Act,
    id: string,
    stageId: string,
    details: ClosingDetails,
    ifMatch: number | undefined,
    outer: Tx | undefined,
  ): Promise<OpportunityResponse> {
    const run = async (tx: Tx): Promise<OpportunityResponse> => {
      const before = await lockOpportunity(tx, actor.scope('opportunity:update'), id);
      const now = this.clock.now();
      await refuseStaleStep(tx, {
        ...{ entity: 'opportunity', row: before, ifMatch },
        current: () => opportunityAnswer(tx, before, now),
        tells: (field) => field !== 'amount' || !actor.hides('opportunity.amount'),
      });
      const target = await stageNamed(tx, stageId);
      const reasons = target.kind === 'OPEN' ? [] : await readReasons(tx);
      const refusal = refusalOf(act, before, target, details, { now, reasons });
      if (refusal) throw refused(refusal);
      const change = stageChange(before, target, details, now);
      const data = { ...change, version: { increment: 1 }, updatedById: actor.userId };
      const after = await tx.opportunity.update({ where: { id }, data });
      await enterStage(tx, actor, after, before.stageId, change, now);
      if (after.status === 'WON') await makeCustomer(tx, this.journal, actor, after);
      const facts = diff(before, reasonsIn(change));
      await recordOpportunity(
        tx,
        this.journal,
        actor,
        act === 'move' ? 'moved' : 'reopened',
        before,
        after,
        facts,
      );
      return opportunityAnswer(tx, after, now);
    };
    return outer ? run(outer) : this.prisma.$transaction(run);
  }
}

/** What a closing says that the facts of a deal don't show. */
function reasonsIn(change: StageChange): Partial<StageChange> {
  const { lostReason, lostNote, competitor, wonReason, wonNote } = change;
  return { lostReason, lostNote, competitor, wonReason, wonNote };
}

/** Ends the present stay and begins the next one at the same instant. */
async function enterStage(
  tx: Tx,
  actor: Principal,
  deal: Opportunity,
  fromStageId: string,
  { closedAt }: StageChange,
  now: Date,
): Promise<void> {
  const present = await tx.opportunityStageEntry.findFirstOrThrow({
    where: { opportunityId: deal.id, leftAt: null },
  });
  const at = stepInstant(present, closedAt, now);
  await tx.opportunityStageEntry.update({ where: { id: present.id }, data: { leftAt: at } });
  await tx.opportunityStageEntry.create({
    data: {
      opportunityId: deal.id,
      sequence: present.sequence + 1,
      fromStageId,
      stageId: deal.stageId,
      enteredAt: at,
      byId: actor.userId,
      ownerId: deal.ownerId,
      amount: deal.amount,
      probability: deal.probability,
    },
  });
}
