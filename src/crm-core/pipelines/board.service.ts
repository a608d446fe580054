import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { startOfBusinessDate } from '../../platform/time/rome.js';
import { clientsOf } from './board-cards.service.js';
import { readBoard } from './board.queries.js';
import { usualClosedFrom } from './closed-from.js';
import type { BoardQuery } from './dto/board.query.js';
import type { BoardResponse } from './dto/board.response.js';

/** A pipeline as its deals stand in it. */
@Injectable()
export class BoardService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly clock: Clock,
  ) {}

  /** Counts and sums only what the actor may list. @throws DomainError NOT_FOUND */
  async board(actor: Principal, pipelineId: string, query: BoardQuery): Promise<BoardResponse> {
    const pipeline = await this.prisma.salesPipeline.findUnique({ where: { id: pipelineId } });
    if (!pipeline) throw DomainError.notFound('pipeline');
    const { closedFrom = usualClosedFrom(this.clock.now()), ...filter } = query;
    const columns = await readBoard(this.prisma, pipelineId, {
      scope: actor.scope('opportunity:read'),
      filter,
      clients: clientsOf(actor),
      closedSince: startOfBusinessDate(closedFrom),
      byAmount: !actor.hides('opportunity.amount'),
      now: this.clock.now(),
    });
    return { pipelineId, name: pipeline.name, closedFrom, columns };
  }
}
