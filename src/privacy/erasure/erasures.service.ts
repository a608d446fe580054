import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { JournalService } from '../../platform/journal/index.js';
import { type ListQuery, listPage, type Page } from '../../platform/listing/index.js';
import { PrismaService, type Tx } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { toDateColumn } from '../../platform/time/rome.js';
import { HOLD_REASON } from '../domain/accounting-hold.js';
import { deleteUnwritten } from '../rows/unwritten.queries.js';
import type { SubjectDto } from '../subjects/subject.dto.js';
import { Eraser } from './eraser.service.js';
import type { EraseSubjectDto } from './erasure.dto.js';
import { type ErasurePlan, ErasurePlanner } from './erasure-planner.service.js';
import { type ErasurePlanResponse, type ErasureResponse, toErasureResponse } from './erasure.response.js';
import { Mentions } from './mentions.service.js';

const SORTS = { createdAt: { column: 'createdAt', kind: 'date' } } as const;
const TRANSACTION = { timeout: 60_000, maxWait: 10_000 };

/** Erases people (art. 17 GDPR): planned first, confirmed, then done in one transaction with its journal row. */
@Injectable()
export class Erasures {
  constructor(
    private readonly prisma: PrismaService,
    private readonly journal: JournalService,
    private readonly planner: ErasurePlanner,
    private readonly eraser: Eraser,
    private readonly mentions: Mentions,
    private readonly clock: Clock,
  ) {}

  list(query: ListQuery): Promise<Page<ErasureResponse>> {
    return listPage({
      query,
      sorts: SORTS,
      defaultSort: '-createdAt',
      where: {},
      find: (args) => this.prisma.erasure.findMany(args),
      count: (args) => this.prisma.erasure.count(args),
      toItem: toErasureResponse,
    });
  }

  /** @throws DomainError NOT_FOUND, NOT_A_PERSON, ERASURE_CHANGED, CLIENT_IN_USE (409), VALIDATION_FAILED (400) */
  erase(actor: Principal, { confirmation, ...subject }: EraseSubjectDto): Promise<ErasurePlanResponse> {
    return this.prisma.$transaction(async (tx) => {
      const plan = await this.planner.plan(tx, subject, confirmation !== undefined);
      if (confirmation === undefined) return this.answer(plan, null);
      this.assertConfirmed(plan, confirmation);
      return this.answer(plan, await this.carryOut(tx, actor, plan));
    }, TRANSACTION);
  }

  /** Erases within a job of the system's own; who is still being dealt with is left. */
  async eraseUnasked(tx: Tx, subject: SubjectDto): Promise<void> {
    const plan = await this.planner.plan(tx, subject, true);
    if (plan.blockedBy.length === 0) await this.carryOut(tx, null, plan);
  }

  private assertConfirmed(plan: ErasurePlan, confirmation: string): void {
    if (confirmation !== plan.confirmation)
      throw new DomainError(
        'conflict',
        'ERASURE_CHANGED',
        'What would be erased is no longer what you saw. Look at the dry run again. Nothing was changed.',
      );
    if (plan.blockedBy.length > 0)
      throw new DomainError(
        'conflict',
        'CLIENT_IN_USE',
        plan.blockedBy.map(({ reason }) => reason).join(' '),
      );
  }

  private async carryOut(tx: Tx, actor: Principal | null, plan: ErasurePlan): Promise<string> {
    const now = this.clock.now();
    // Where they lie is known only until their rows are written.
    await this.mentions.erase(tx, plan.mentions);
    const total: Record<string, number> = {};
    for (const { kind, ids, until, named } of plan.subjects) {
      const unwritten = await deleteUnwritten(tx, named);
      if (unwritten > 0) total['import_rows'] = (total['import_rows'] ?? 0) + unwritten;
      if (kind === 'contact') await this.withdrawConsents(tx, actor, ids, now);
      const counts = await this.eraser.erase(tx, { kind, ids }, until !== null);
      for (const [table, count] of Object.entries(counts)) total[table] = (total[table] ?? 0) + count;
    }
    const untils = plan.subjects.map(({ until }) => until).filter((until) => until !== null);
    const heldUntil = untils.sort().at(-1) ?? null;
    const { id } = await tx.erasure.create({
      data: {
        subjects: plan.subjects.map(({ kind, id: subjectId }) => ({ kind, id: subjectId })),
        counts: total,
        heldUntil: heldUntil && toDateColumn(heldUntil),
        completedAt: heldUntil === null ? now : null,
        ...{ createdById: actor?.userId ?? null, createdAt: now },
      },
    });
    await this.record(tx, actor, id, plan, total);
    return id;
  }

  /** Nobody who was erased is written to any more; who agreed to what stays as proof. */
  private async withdrawConsents(
    tx: Tx,
    actor: Principal | null,
    ids: readonly string[],
    at: Date,
  ): Promise<void> {
    const agreed = await tx.contact.findMany({ where: { id: { in: [...ids] }, marketingConsent: true } });
    await tx.contactConsent.createMany({
      data: agreed.map(({ id }) => ({
        ...({ contactId: id, channel: 'ANY', purpose: 'MARKETING', given: false } as const),
        ...{ at, source: 'erasure', byId: actor?.userId ?? null },
      })),
    });
  }

  private record(
    tx: Tx,
    actor: Principal | null,
    erasureId: string,
    { subjects, mentions }: ErasurePlan,
    counts: Record<string, number>,
  ): Promise<void> {
    return this.journal.record(
      tx,
      actor,
      ...subjects.map(({ kind, id, clientId, ownerId, until }) => ({
        ...({ action: 'privacy.erased', entity: kind, entityId: id } as const),
        ...{ clientId, ownerId },
        facts: { erasureId, counts, mentions: mentions.length, heldUntil: until },
      })),
    );
  }

  private answer(plan: ErasurePlan, erasureId: string | null): ErasurePlanResponse {
    const { subjects, confirmation, tables, mentions, blockedBy, elsewhere } = plan;
    return {
      ...{ erasureId, confirmation, tables, blockedBy, elsewhere },
      subjects: subjects.map(({ kind, id }) => ({ kind, id })),
      mentions: mentions.length,
      holds: subjects.flatMap(({ id, until }) =>
        until === null ? [] : [{ subjectId: id, reason: HOLD_REASON, until }],
      ),
    };
  }
}
