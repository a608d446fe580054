import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { assertFresh } from '../../platform/http/index.js';
import { diff, JournalService } from '../../platform/journal/index.js';
import { listPage, type Page } from '../../platform/listing/index.js';
import type { ClosingReason, Prisma } from '../../platform/prisma/generated/client.js';
import { PrismaService, type Tx } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { toClosingReasonResponse } from './closing-reason.mapper.js';
import { lockReasons, putInPlace } from './closing-reason.queries.js';
import type { ClosingReasonListQuery } from './dto/closing-reason-list.query.js';
import type { ClosingReasonResponse } from './dto/closing-reason.response.js';
import type { CreateClosingReasonDto } from './dto/create-closing-reason.dto.js';
import type { UpdateClosingReasonDto } from './dto/update-closing-reason.dto.js';

const SORTS = {
  position: { column: 'position', kind: 'number' },
  key: { column: 'key', kind: 'text' },
} as const;

/** The catalogue of why deals are won or lost. Who sees deals reads it; who changes pipelines changes it. */
@Injectable()
export class ClosingReasonsService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly journal: JournalService,
    private readonly clock: Clock,
  ) {}

  list({ outcome, retired, ...query }: ClosingReasonListQuery): Promise<Page<ClosingReasonResponse>> {
    return listPage({
      query,
      sorts: SORTS,
      defaultSort: 'position',
      where: { outcome, ...(retired !== undefined && { retiredAt: retired ? { not: null } : null }) },
      find: (args) => this.prisma.closingReason.findMany(args),
      count: (args) => this.prisma.closingReason.count(args),
      toItem: toClosingReasonResponse,
    });
  }

  /** @throws DomainError REASON_EXISTS (409) */
  create(actor: Principal, body: CreateClosingReasonDto): Promise<ClosingReasonResponse> {
    return this.prisma.$transaction(async (tx) => {
      await lockReasons(tx);
      const { outcome, key } = body;
      if (await tx.closingReason.findFirst({ where: { outcome, key } }))
        throw new DomainError(
          'conflict',
          'REASON_EXISTS',
          `There is a reason ${key} for ${outcome} already.`,
        );
      const last = await tx.closingReason.aggregate({ where: { outcome }, _max: { position: true } });
      const data = { ...body, position: body.position ?? (last._max.position ?? 0) + 1 };
      const reason = await putInPlace(tx, await tx.closingReason.create({ data }));
      await this.record(tx, actor, 'created', reason, { ...data });
      return toClosingReasonResponse(reason);
    });
  }

  /** @throws DomainError NOT_FOUND, STALE (412), LAST_REASON (409) */
  update(
    actor: Principal,
    id: string,
    { retired, ...fields }: UpdateClosingReasonDto,
    ifMatch: number | undefined,
  ): Promise<ClosingReasonResponse> {
    return this.prisma.$transaction(async (tx) => {
      await lockReasons(tx);
      const before = await tx.closingReason.findUnique({ where: { id } });
      if (!before) throw DomainError.notFound('closing reason');
      assertFresh(before, ifMatch);
      const retiredAt =
        retired === undefined ? undefined : retired ? (before.retiredAt ?? this.clock.now()) : null;
      const changes = { ...fields, retiredAt };
      const facts = diff(before, changes);
      if (Object.keys(facts).length === 0) return toClosingReasonResponse(before);
      if (retiredAt) await assertAnotherLives(tx, before);
      const data = { ...changes, version: { increment: 1 } };
      const written = await tx.closingReason.update({ where: { id }, data });
      const after = facts['position'] ? await putInPlace(tx, written) : written;
      await this.record(tx, actor, 'updated', after, facts);
      return toClosingReasonResponse(after);
    });
  }

  private record(
    tx: Tx,
    actor: Principal,
    verb: 'created' | 'updated',
    { id }: ClosingReason,
    facts: Prisma.InputJsonObject,
  ): Promise<void> {
    const action = `closingreason.${verb}` as const;
    return this.journal.record(tx, actor, { action, entity: 'closingreason', entityId: id, facts });
  }
}

/** Without a reason left, no deal could be lost. */
async function assertAnotherLives(tx: Tx, { id, outcome }: ClosingReason): Promise<void> {
  if (outcome !== 'LOST') return;
  const other = await tx.closingReason.findFirst({ where: { outcome, retiredAt: null, id: { not: id } } });
  if (!other) throw new DomainError('conflict', 'LAST_REASON', 'Deals are lost for a reason: one must stay.');
}
