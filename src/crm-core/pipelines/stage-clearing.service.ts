import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { JournalService } from '../../platform/journal/index.js';
import type { PipelineStage } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { opportunityFacts } from '../opportunities/opportunity-facts.js';
import { clearStage } from './stage-clearing.queries.js';

const JOURNAL_BATCH = 1000;

/** Empties a stage of its open deals before it is retired. */
@Injectable()
export class StageClearing {
  constructor(
    private readonly journal: JournalService,
    private readonly clock: Clock,
  ) {}

  /**
   * Each deal gets its stay and its journal row, as by a move of its own.
   * @param stages those of the pipeline, which the transaction holds still
   * @throws DomainError STAGE_UNKNOWN, STAGE_NOT_OPEN, STAGE_RETIRED (400)
   */
  async clear(
    tx: Tx,
    actor: Principal,
    stages: readonly PipelineStage[],
    from: PipelineStage,
    toId: string,
  ): Promise<void> {
    const to = targetAmong(stages, from, toId);
    const at = this.clock.now();
    const moved = await clearStage(tx, { fromId: from.id, to, actorId: actor.userId, at });
    for (let start = 0; start < moved.length; start += JOURNAL_BATCH) {
      const previous = new Map(
        moved.slice(start, start + JOURNAL_BATCH).map((deal) => [deal.id, deal.previous]),
      );
      const deals = await tx.opportunity.findMany({ where: { id: { in: [...previous.keys()] } } });
      const records = deals.map((deal) => {
        const before = { ...deal, stageId: from.id, probability: previous.get(deal.id) ?? deal.probability };
        return {
          action: 'opportunity.moved' as const,
          entity: 'opportunity',
          entityId: deal.id,
          clientId: deal.clientId,
          ownerId: deal.ownerId,
          facts: opportunityFacts(before, deal),
        };
      });
      await this.journal.recordMany(tx, actor, records);
    }
  }
}

function targetAmong(stages: readonly PipelineStage[], from: PipelineStage, toId: string): PipelineStage {
  const to = stages.find(({ id }) => id === toId && id !== from.id);
  if (!to)
    throw DomainError.field('/moveTo', 'STAGE_UNKNOWN', 'The pipeline has no such stage beside this one.');
  if (to.kind !== 'OPEN')
    throw DomainError.field('/moveTo', 'STAGE_NOT_OPEN', 'Open opportunities stay open: name an open stage.');
  if (to.retiredAt)
    throw DomainError.field('/moveTo', 'STAGE_RETIRED', 'No opportunity enters a retired stage.');
  return to;
}
