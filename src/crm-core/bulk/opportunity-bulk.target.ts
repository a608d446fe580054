import { Injectable } from '@nestjs/common';
import type { Permission, Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { Prisma } from '../../platform/prisma/generated/client.js';
import type { BulkAction } from '../../platform/prisma/generated/enums.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import { OpportunitiesService } from '../opportunities/opportunities.service.js';
import { OpportunityMovesService } from '../opportunities/opportunity-moves.service.js';
import { lockOpportunity } from '../opportunities/opportunity.queries.js';
import type { MoveOpportunityDto } from '../opportunities/dto/move-opportunity.dto.js';
import type { OpportunityResponse } from '../opportunities/dto/opportunity.response.js';
import type { BulkOrder, BulkTarget } from './bulk-target.js';
import type { OpportunityFilterDto } from './dto/opportunity-filter.dto.js';

/** What an action does to each opportunity. */
type ActionInput = MoveOpportunityDto & { ownerId: string; expectedCloseDate: string | null };

const ACTIONS_WITH: Readonly<Record<string, readonly BulkAction[]>> = {
  ownerId: ['ASSIGN'],
  expectedCloseDate: ['EXPECTED_CLOSE_DATE'],
  stageId: ['MOVE', 'REOPEN'],
};

/** One action on one opportunity. */
@Injectable()
export class OpportunityBulkTarget implements BulkTarget {
  readonly resource = 'opportunities';

  constructor(
    private readonly opportunities: OpportunitiesService,
    private readonly moves: OpportunityMovesService,
  ) {}

  /** All the others are what a move may say. */
  actionsWith(field: string): readonly BulkAction[] {
    return ACTIONS_WITH[field] ?? ['MOVE'];
  }

  permission(action: BulkAction): Permission {
    if (action === 'ASSIGN') return 'opportunity:assign';
    return action === 'DELETE' ? 'opportunity:delete' : 'opportunity:update';
  }

  async selection(actor: Principal, filter: OpportunityFilterDto): Promise<Prisma.Sql> {
    const condition = await this.opportunities.selection(actor, filter);
    return Prisma.sql`SELECT o.id FROM opportunities o WHERE ${condition}`;
  }

  async apply(
    tx: Tx,
    actor: Principal,
    { action, input }: BulkOrder,
    id: string,
    version: number | undefined,
  ): Promise<boolean> {
    if (action === 'DELETE') {
      await this.opportunities.remove(actor, id, version, tx);
      return true;
    }
    const before = await lockOpportunity(tx, actor.scope(this.permission(action)), id);
    const after = await this.change(tx, actor, action, input as unknown as ActionInput, id, version);
    return after.version !== before.version;
  }

  private change(
    tx: Tx,
    actor: Principal,
    action: BulkAction,
    { ownerId, expectedCloseDate, ...step }: ActionInput,
    id: string,
    version: number | undefined,
  ): Promise<OpportunityResponse> {
    switch (action) {
      case 'MOVE':
        return this.moves.move(actor, id, step, version, tx);
      case 'REOPEN':
        return this.moves.reopen(actor, id, step.stageId, version, tx);
      case 'ASSIGN':
        return this.opportunities.assign(actor, id, ownerId, version, tx);
      case 'EXPECTED_CLOSE_DATE':
        return this.opportunities.update(actor, id, { expectedCloseDate }, version, tx);
      case 'DELETE':
      case 'TAG':
      case 'UNTAG':
      case 'LIFECYCLE':
        throw new DomainError('invalid', 'ACTION_UNKNOWN', `${action} is no action on opportunities.`);
    }
  }
}
