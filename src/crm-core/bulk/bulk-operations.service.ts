import { Injectable } from '@nestjs/common';
import { type Permission, type Principal, within } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { type ListQuery, listPage, type Page } from '../../platform/listing/index.js';
import type { BulkOperation, Prisma } from '../../platform/prisma/generated/client.js';
import { BulkResource } from '../../platform/prisma/generated/enums.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { countResults } from './bulk-results.queries.js';
import type { BulkOperationListQuery, BulkResultListQuery } from './dto/bulk-list.query.js';
import { type BulkOperationResponse, toBulkOperationResponse } from './dto/bulk-operation.response.js';
import { type BulkResultResponse, toBulkResultResponse } from './dto/bulk-result.response.js';

const SORTS = { createdAt: { column: 'createdAt', kind: 'date' } } as const;

/** Bulk operations as their readers see them: of those whose rows of that kind one may change. */
@Injectable()
export class BulkOperations {
  constructor(private readonly prisma: PrismaService) {}

  async list(actor: Principal, query: BulkOperationListQuery): Promise<Page<BulkOperationResponse>> {
    const { status, resource } = query;
    const page = await listPage({
      query,
      sorts: SORTS,
      defaultSort: '-createdAt',
      where: { AND: [visible(actor), { status, resource }] },
      find: (args) => this.prisma.bulkOperation.findMany(args),
      count: (args) => this.prisma.bulkOperation.count(args),
      toItem: (row) => row,
    });
    const counts = await countResults(
      this.prisma,
      page.items.map(({ id }) => id),
    );
    return { ...page, items: page.items.map((row) => toBulkOperationResponse(row, counts(row.id))) };
  }

  /** @throws DomainError NOT_FOUND */
  async get(actor: Principal, id: string): Promise<BulkOperationResponse> {
    return this.answer(await this.require(actor, id));
  }

  /** In the order of the choice. @throws DomainError NOT_FOUND, or when a sort or a foreign cursor is sent (400) */
  async results(
    actor: Principal,
    operationId: string,
    { status, ...query }: BulkResultListQuery,
  ): Promise<Page<BulkResultResponse>> {
    await this.require(actor, operationId);
    const where = { operationId, status };
    const after = positionOf(query);
    const rows = await this.prisma.bulkItem.findMany({
      where: { ...where, position: { gt: after } },
      orderBy: { position: 'asc' },
      take: query.limit + 1,
    });
    const shown = rows.slice(0, query.limit);
    return {
      items: shown.map(toBulkResultResponse),
      nextCursor: rows.length > query.limit ? String(shown.at(-1)?.position) : null,
      ...(query.count && { total: await this.prisma.bulkItem.count({ where }) }),
    };
  }

  async answer(operation: BulkOperation): Promise<BulkOperationResponse> {
    const counts = await countResults(this.prisma, [operation.id]);
    return toBulkOperationResponse(operation, counts(operation.id));
  }

  private async require(actor: Principal, id: string): Promise<BulkOperation> {
    const found = await this.prisma.bulkOperation.findFirst({ where: { AND: [{ id }, visible(actor)] } });
    if (!found) throw DomainError.notFound('bulk operation');
    return found;
  }
}

const READABLE_BY: Readonly<Record<BulkResource, Permission>> = {
  clients: 'client:update',
  opportunities: 'opportunity:update',
};

function visible(actor: Principal): Prisma.BulkOperationWhereInput {
  const kinds = Object.values(BulkResource).filter((resource) => actor.can(READABLE_BY[resource]));
  return {
    OR: kinds.map((resource) => ({
      resource,
      ...within<Prisma.BulkOperationWhereInput>(actor.scope(READABLE_BY[resource]), 'createdBy'),
    })),
  };
}

function positionOf({ cursor, sort }: ListQuery): number {
  if (sort !== undefined && sort !== 'position')
    throw DomainError.field('/sort', 'SORT_UNKNOWN', 'Results come in the order of the choice.');
  if (cursor === undefined) return 0;
  if (/^\d{1,9}$/.test(cursor)) return Number(cursor);
  const detail = 'This cursor does not belong to this list; start again without it.';
  throw DomainError.field('/cursor', 'CURSOR_INVALID', detail);
}
