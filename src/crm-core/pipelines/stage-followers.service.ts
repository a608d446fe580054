import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { JournalService } from '../../platform/journal/index.js';
import type { PipelineStage } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import { opportunityFacts } from '../opportunities/opportunity-facts.js';
import { followStage } from './pipeline.queries.js';

const JOURNAL_BATCH = 1000;

/** The open deals of a stage follow its probability. */
@Injectable()
export class StageFollowers {
  constructor(private readonly journal: JournalService) {}

  /** Each deal that changes gets its journal row; those with a probability set by hand stay as they are. */
  async follow(tx: Tx, actor: Principal, { id, probability }: PipelineStage): Promise<void> {
    const followed = await followStage(tx, id, probability, actor.userId);
    for (let start = 0; start < followed.length; start += JOURNAL_BATCH) {
      const previous = new Map(
        followed.slice(start, start + JOURNAL_BATCH).map((deal) => [deal.id, deal.previous]),
      );
      const deals = await tx.opportunity.findMany({ where: { id: { in: [...previous.keys()] } } });
      const records = deals.map((deal) => {
        const from = previous.get(deal.id) ?? probability;
        return {
          action: 'opportunity.updated' as const,
          entity: 'opportunity',
          entityId: deal.id,
          clientId: deal.clientId,
          ownerId: deal.ownerId,
          facts: opportunityFacts({ ...deal, probability: from }, deal, {
            probability: { from, to: probability },
          }),
        };
      });
      await this.journal.record(tx, actor, ...records);
    }
  }
}
