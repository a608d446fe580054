import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { type ColumnTotals, readColumnTotals } from './column-totals.queries.js';

/** What stands over the columns of a board. */
@Injectable()
export class BoardTotals {
  constructor(private readonly prisma: PrismaService) {}

  /** Counts and sums only what the actor may list. @throws DomainError NOT_FOUND */
  async of(actor: Principal, pipelineId: string): Promise<ColumnTotals[]> {
    const totals = await readColumnTotals(this.prisma, pipelineId, actor.scope('opportunity:read'));
    // A pipeline always has living stages.
    if (totals.length === 0) throw DomainError.notFound('pipeline');
    if (!actor.hides('opportunity.amount')) return totals;
    return totals.map(({ stageId, count }) => ({ stageId, count }));
  }
}
