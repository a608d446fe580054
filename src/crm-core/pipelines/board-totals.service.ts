import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { startOfBusinessDate } from '../../platform/time/rome.js';
import { usualClosedFrom } from './closed-from.js';
import { type ColumnTotals, readColumnTotals } from './column-totals.queries.js';

/** What stands over the columns of a board. */
@Injectable()
export class BoardTotals {
  constructor(
    private readonly prisma: PrismaService,
    private readonly clock: Clock,
  ) {}

  /** Counts and sums what the actor sees on the board when nothing else is asked for. @throws DomainError NOT_FOUND */
  async of(actor: Principal, pipelineId: string): Promise<ColumnTotals[]> {
    const totals = await readColumnTotals(this.prisma, pipelineId, {
      scope: actor.scope('opportunity:read'),
      filter: {},
      clients: undefined,
      closedSince: startOfBusinessDate(usualClosedFrom(this.clock.now())),
    });
    // A pipeline always has living stages.
    if (totals.length === 0) throw DomainError.notFound('pipeline');
    if (!actor.hides('opportunity.amount')) return totals;
    return totals.map(({ stageId, count }) => ({ stageId, count }));
  }
}
