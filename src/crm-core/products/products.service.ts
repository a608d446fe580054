import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { assertFresh } from '../../platform/http/index.js';
import { diff, JournalService } from '../../platform/journal/index.js';
import { listPage, literally, type Page } from '../../platform/listing/index.js';
import { Prisma, type Product } from '../../platform/prisma/generated/client.js';
import { PrismaService, type Tx } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import type { CreateProductDto } from './dto/create-product.dto.js';
import type { ProductListQuery } from './dto/product-list.query.js';
import type { ProductResponse } from './dto/product.response.js';
import type { UpdateProductDto } from './dto/update-product.dto.js';
import { toProductResponse } from './product.mapper.js';
import { lockProduct } from './product.queries.js';

const SORTS = {
  code: { column: 'code', kind: 'text' },
  name: { column: 'name', kind: 'text' },
  listPrice: { column: 'listPrice', kind: 'number' },
  createdAt: { column: 'createdAt', kind: 'date' },
} as const;

/** The catalogue: one for the company. */
@Injectable()
export class ProductsService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly journal: JournalService,
    private readonly clock: Clock,
  ) {}

  list(query: ProductListQuery): Promise<Page<ProductResponse>> {
    return listPage({
      query,
      sorts: SORTS,
      defaultSort: 'name',
      where: matching(query),
      find: (args) => this.prisma.product.findMany(args),
      count: (args) => this.prisma.product.count(args),
      toItem: toProductResponse,
    });
  }

  /** @throws DomainError NOT_FOUND */
  async get(id: string): Promise<ProductResponse> {
    const product = await this.prisma.product.findFirst({ where: { id, deletedAt: null } });
    if (!product) throw DomainError.notFound('product');
    return toProductResponse(product);
  }

  /** @throws DomainError CODE_TAKEN (409) */
  create(actor: Principal, body: CreateProductDto): Promise<ProductResponse> {
    const { code, name, unit = 'pz', listPrice, vatClass } = body;
    const fields = { code, name, unit, listPrice, vatClass };
    return this.withCodeOf(body, async (tx) => {
      const by = { createdById: actor.userId, updatedById: actor.userId };
      const product = await tx.product.create({ data: { ...fields, ...by } });
      await this.record(tx, actor, 'created', product, fields);
      return toProductResponse(product);
    });
  }

  /** @throws DomainError NOT_FOUND, STALE (412), CODE_TAKEN (409) */
  update(
    actor: Principal,
    id: string,
    body: UpdateProductDto,
    ifMatch: number | undefined,
  ): Promise<ProductResponse> {
    return this.withCodeOf(body, async (tx) => {
      const before = await lockProduct(tx, id);
      assertFresh(before, ifMatch);
      const { retired, listPrice, ...fields } = body;
      const changes = {
        ...fields,
        ...(listPrice !== undefined && { listPrice: new Prisma.Decimal(listPrice) }),
        ...(retired !== undefined && { retiredAt: retired ? (before.retiredAt ?? this.clock.now()) : null }),
      };
      const facts = diff(before, changes);
      if (Object.keys(facts).length === 0) return toProductResponse(before);
      const data = { ...changes, version: { increment: 1 }, updatedById: actor.userId };
      const after = await tx.product.update({ where: { id }, data });
      await this.record(tx, actor, 'updated', after, facts);
      return toProductResponse(after);
    });
  }

  /** Its code is free again; lines that name it stay as they are. @throws DomainError NOT_FOUND, STALE (412) */
  async remove(actor: Principal, id: string, ifMatch: number | undefined): Promise<void> {
    await this.prisma.$transaction(async (tx) => {
      const before = await lockProduct(tx, id);
      assertFresh(before, ifMatch);
      const data = { deletedAt: this.clock.now(), version: { increment: 1 }, updatedById: actor.userId };
      await tx.product.update({ where: { id }, data });
      await this.record(tx, actor, 'deleted', before, { code: before.code, name: before.name });
    });
  }

  private async withCodeOf<Answer>(
    { code }: { code?: string },
    work: (tx: Tx) => Promise<Answer>,
  ): Promise<Answer> {
    try {
      return await this.prisma.$transaction(work);
    } catch (error) {
      if (code === undefined || !isTaken(error)) throw error;
      const detail = `There is a product ${code} already.`;
      throw new DomainError('conflict', 'CODE_TAKEN', detail, { cause: error });
    }
  }

  private record(
    tx: Tx,
    actor: Principal,
    verb: 'created' | 'updated' | 'deleted',
    { id }: Product,
    facts: Prisma.InputJsonObject,
  ): Promise<void> {
    return this.journal.record(tx, actor, {
      action: `product.${verb}`,
      entity: 'product',
      entityId: id,
      facts,
    });
  }
}

/** The code is the only thing that is unique of a product. */
function isTaken(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
}

function matching({ q, retired }: ProductListQuery): Prisma.ProductWhereInput {
  const part = q && { contains: literally(q), mode: 'insensitive' as const };
  return {
    deletedAt: null,
    ...(retired !== undefined && { retiredAt: retired ? { not: null } : null }),
    ...(part && { OR: [{ code: part }, { name: part }] }),
  };
}
