import { Injectable } from '@nestjs/common';
import type { AccessScope, Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { type Page, sqlListPage } from '../../platform/listing/index.js';
import { Prisma } from '../../platform/prisma/generated/client.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { startOfBusinessDate } from '../../platform/time/rome.js';
import { cardsOnBoard, countCards, findCards } from './board-cards.queries.js';
import { usualClosedFrom } from './closed-from.js';
import type { BoardCardsQuery } from './dto/board-cards.query.js';
import type { BoardCardResponse } from './dto/board.response.js';

const SORTS = {
  amount: { column: 'amount', kind: 'number', sql: Prisma.sql`o.amount`, type: Prisma.sql`numeric` },
  createdAt: { column: 'createdAt', kind: 'date', sql: Prisma.sql`o.created_at` },
} as const;

/** The clients whose names this reader may see on a card. */
export function clientsOf(actor: Principal): AccessScope | undefined {
  return actor.can('client:read') ? actor.scope('client:read') : undefined;
}

/** The cards of a board that its first sight has no room for. */
@Injectable()
export class BoardCardsService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly clock: Clock,
  ) {}

  /** Only cards that the actor may see. @throws DomainError NOT_FOUND */
  async list(actor: Principal, pipelineId: string, query: BoardCardsQuery): Promise<Page<BoardCardResponse>> {
    const pipeline = await this.prisma.salesPipeline.findUnique({
      where: { id: pipelineId },
      select: { stages: { where: { id: query.stageId ?? pipelineId }, select: { kind: true } } },
    });
    if (!pipeline) throw DomainError.notFound('pipeline');
    const now = this.clock.now();
    const { closedFrom = usualClosedFrom(now), ownerId, teamId, q, stageId, ids } = query;
    const clients = clientsOf(actor);
    const onBoard = {
      ...{ scope: actor.scope('opportunity:read'), filter: { ownerId, teamId, q }, clients },
      closedSince: startOfBusinessDate(closedFrom),
    };
    return sqlListPage({
      ...{ query, sorts: SORTS, id: Prisma.sql`o.id` },
      // Who may not see amounts learns nothing of them from the order either.
      defaultSort: actor.hides('opportunity.amount') ? '-createdAt' : '-amount',
      where: cardsOnBoard(pipelineId, onBoard, { stageId, kind: pipeline.stages[0]?.kind, ids }),
      find: (page) => findCards(this.prisma, page, { clients, now }),
      count: (where, most) => countCards(this.prisma, where, most),
      toItem: ({ card }) => card,
    });
  }
}
