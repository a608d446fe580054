import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/access/index.js';
import { type ListQuery, listPage, type Page } from '../../../platform/listing/index.js';
import type { ClientMerge } from '../../../platform/prisma/generated/client.js';
import { PrismaService } from '../../../platform/prisma/prisma.service.js';
import { Clock } from '../../../platform/time/clock.js';
import { ClientDirectory } from '../client-directory.service.js';
import type { MergeEntryResponse } from './dto/merge-entry.response.js';
import { undoableUntil } from './merge-undo.js';
import { withMerged } from './merge.queries.js';

const SORTS = { mergedAt: { column: 'mergedAt', kind: 'date' } } as const;

/** Which clients were taken into one, at first or second hand. */
@Injectable()
export class MergeList {
  constructor(
    private readonly prisma: PrismaService,
    private readonly directory: ClientDirectory,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError NOT_FOUND */
  async list(actor: Principal, id: string, query: ListQuery): Promise<Page<MergeEntryResponse>> {
    const living = await this.directory.resolveVisible(this.prisma, actor, id, 'client:read');
    const now = this.clock.now();
    return listPage({
      query,
      sorts: SORTS,
      defaultSort: '-mergedAt',
      where: { targetId: { in: await withMerged(this.prisma, living) } },
      find: (args) =>
        this.prisma.clientMerge.findMany({ ...args, include: { source: { select: { name: true } } } }),
      count: (args) => this.prisma.clientMerge.count(args),
      toItem: (merge) => toMergeEntry(merge, now),
    });
  }
}

function toMergeEntry(merge: ClientMerge & { source: { name: string } }, now: Date): MergeEntryResponse {
  const { id, targetId, sourceId, source, mergedAt, mergedById, undoneAt, undoneById, undo } = merge;
  const until = undoableUntil(mergedAt);
  const undoable = undo !== null && now <= until;
  return {
    ...{ id, targetId, sourceId, sourceName: source.name, mergedAt, mergedById, undoneAt, undoneById },
    undoableUntil: undoable ? until : null,
  };
}
