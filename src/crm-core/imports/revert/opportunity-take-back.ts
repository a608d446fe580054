import type { Principal } from '../../../platform/access/index.js';
import type { JournalRecord, JournalService } from '../../../platform/journal/index.js';
import { type Opportunity, Prisma } from '../../../platform/prisma/generated/client.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import { opportunityFacts } from '../../opportunities/opportunity-facts.js';
import { updateOpportunities } from '../targets/opportunity-import.queries.js';
import type { DealUndo } from './deal-undo.js';
import { deleteCreated, holdUntouched, undoMoves, type WrittenRow } from './revert.queries.js';
import type { TakeBack } from './take-back.js';

export class OpportunityTakeBack implements TakeBack {
  constructor(
    private readonly importId: string,
    private readonly actor: Principal,
    private readonly journal: JournalService,
  ) {}

  hold(tx: Tx, rows: readonly WrittenRow[]): Promise<ReadonlySet<number>> {
    return holdUntouched(tx, 'opportunities', this.importId, rows);
  }

  async undo(tx: Tx, rows: readonly WrittenRow[], at: Date): Promise<void> {
    const deals = await tx.opportunity.findMany({ where: { id: { in: rows.map(({ id }) => id) } } });
    const byId = new Map(deals.map((deal) => [deal.id, deal]));
    const created = rows.filter(({ status }) => status === 'CREATED');
    await deleteCreated(
      tx,
      'opportunities',
      created.map(({ id }) => id),
      this.actor.userId,
      at,
    );
    const restored = rows
      .filter(({ status }) => status === 'UPDATED')
      .flatMap(({ row, before }) => {
        const { deal, moves } = before as unknown as DealUndo;
        const now = byId.get(deal.id);
        return now ? [{ row, now, former: revived(deal, now), moves }] : [];
      });
    await updateOpportunities(
      tx,
      restored.map(({ row, now, former }) => ({ row, id: now.id, before: now, after: former, moves: false })),
      this.actor.userId,
      at,
    );
    await undoMoves(
      tx,
      restored.filter(({ moves }) => moves).map(({ now }) => now.id),
    );
    await this.journal.recordMany(tx, this.actor, [
      ...created.flatMap(({ row, id }) => this.entry('deleted', row, byId.get(id), null)),
      ...restored.flatMap(({ row, now, former, moves }) =>
        this.entry(moves ? 'moved' : 'updated', row, now, former),
      ),
    ]);
  }

  private entry(
    verb: 'deleted' | 'moved' | 'updated',
    row: number,
    before: Opportunity | undefined,
    after: Opportunity | null,
  ): JournalRecord[] {
    if (!before) return [];
    const { id, clientId, ownerId } = after ?? before;
    const facts = { ...opportunityFacts(before, after), importId: this.importId, row, reverted: true };
    return [{ action: `opportunity.${verb}`, entity: 'opportunity', entityId: id, clientId, ownerId, facts }];
  }
}

/** A deal out of JSON; what an import never changes is as it is now. */
function revived(former: Opportunity, now: Opportunity): Opportunity {
  const { title, externalId, clientId, stageId, probability, probabilityOverridden, status } = former;
  const {
    lostReason,
    lostNote,
    competitor,
    wonReason,
    wonNote,
    source,
    ownerId,
    amount,
    expectedCloseDate,
    closedAt,
    custom,
  } = former;
  return {
    ...now,
    ...{
      title,
      externalId,
      clientId,
      stageId,
      probability,
      probabilityOverridden,
      status,
      lostReason,
      lostNote,
      competitor,
      wonReason,
      wonNote,
      source,
      ownerId,
      custom,
    },
    amount: new Prisma.Decimal(amount),
    expectedCloseDate: expectedCloseDate && new Date(expectedCloseDate),
    closedAt: closedAt && new Date(closedAt),
  };
}
