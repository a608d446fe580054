import { Injectable } from '@nestjs/common';
import { type Principal, within } from '../../../platform/access/index.js';
import { type ListQuery, listPage, type Page } from '../../../platform/listing/index.js';
import type { Prisma } from '../../../platform/prisma/generated/client.js';
import { PrismaService } from '../../../platform/prisma/prisma.service.js';
import { Clock } from '../../../platform/time/clock.js';
import { businessDateOf } from '../../../platform/time/rome.js';
import { toClientResponse } from '../client.mapper.js';
import type { BinEntryResponse } from './dto/bin-entry.response.js';

const SORTS = {
  deletedAt: { column: 'deletedAt', kind: 'date' },
  name: { column: 'name', kind: 'text' },
} as const;

/** The deleted clients that can come back. Not those that were merged, whose ids lead to others, or erased. */
@Injectable()
export class BinService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly clock: Clock,
  ) {}

  list(actor: Principal, query: ListQuery): Promise<Page<BinEntryResponse>> {
    const today = businessDateOf(this.clock.now());
    return listPage({
      query,
      sorts: SORTS,
      defaultSort: '-deletedAt',
      where: {
        AND: [
          { deletedAt: { not: null }, mergedIntoId: null, erasedAt: null },
          within<Prisma.ClientWhereInput>(actor.scope('client:delete'), 'owner'),
        ],
      },
      find: (args) => this.prisma.client.findMany(args),
      count: (args) => this.prisma.client.count(args),
      toItem: (client) => ({
        ...toClientResponse(client, today),
        // The condition of the list: none is without.
        deletedAt: client.deletedAt ?? client.updatedAt,
      }),
    });
  }
}
