import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/access/index.js';
import { DomainError } from '../../../platform/errors/index.js';
import { JournalService } from '../../../platform/journal/index.js';
import { type Client, type ClientMerge, Prisma } from '../../../platform/prisma/generated/client.js';
import { againAfterDeadlock } from '../../../platform/prisma/again-after-deadlock.js';
import { PrismaService, type Tx } from '../../../platform/prisma/prisma.service.js';
import { Clock } from '../../../platform/time/clock.js';
import { businessDateOf } from '../../../platform/time/rome.js';
import { toClientResponse } from '../client.mapper.js';
import { withFirstContact } from '../first-contact/first-contact.js';
import { withUniqueVatNumber } from '../vat-number-taken.js';
import { planUndo } from './domain/undo-plan.js';
import type { MergeUndoResponse } from './dto/merge-undo.response.js';
import { assertLiving, type MergePair, reachPair } from './merge-pair.js';
import { MergeReturns, type Returned } from './merge-returns.service.js';
import { type MergeUndo, UNDO_DAYS, undoableUntil } from './merge-undo.js';
import { lockMerge } from './merge.queries.js';
import { changesBetween, columnsOf, type FieldChanges, mergeValues } from './merge-values.js';

/** Parts two merged clients again. */
@Injectable()
export class MergeUndoService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly journal: JournalService,
    private readonly returns: MergeReturns,
    private readonly clock: Clock,
  ) {}

  /**
   * Everything is as it was, but for what somebody did since.
   * @throws DomainError NOT_FOUND (404); MERGE_UNDONE, MERGE_TOO_OLD, CLIENT_MERGED, CLIENT_DELETED, VAT_NUMBER_TAKEN (409)
   */
  async undo(actor: Principal, id: string): Promise<MergeUndoResponse> {
    let vatNumber: string | null = null;
    return againAfterDeadlock(() =>
      withUniqueVatNumber(
        this.prisma,
        actor,
        () => vatNumber,
        () =>
          this.prisma.$transaction(async (tx) => {
            const { pair, undo } = await this.hold(tx, actor, id);
            vatNumber = pair.source.vatNumber;
            return this.carryOut(tx, actor, id, pair, undo);
          }),
      ),
    );
  }

  /** The clients come first, as in a merge; a merge out of reach is a missing one. */
  private async hold(tx: Tx, actor: Principal, id: string): Promise<{ pair: MergePair; undo: MergeUndo }> {
    const known = await tx.clientMerge.findUnique({ where: { id } });
    if (!known) throw DomainError.notFound('merge');
    const pair = await reachPair(tx, actor, known.targetId, known.sourceId, 'merge');
    await lockMerge(tx, id);
    const merge = await tx.clientMerge.findUniqueOrThrow({ where: { id } });
    const undo = this.assertUndoable(merge);
    await assertLiving(tx, actor, [pair.target]);
    return { pair, undo };
  }

  private assertUndoable({ undoneAt, undo, mergedAt }: ClientMerge): MergeUndo {
    if (undoneAt) throw new DomainError('conflict', 'MERGE_UNDONE', 'This merge was undone already.');
    if (undo && this.clock.now() <= undoableUntil(mergedAt)) return undo as unknown as MergeUndo;
    const detail = `A merge can be undone for ${UNDO_DAYS} days; this one stands.`;
    throw new DomainError('conflict', 'MERGE_TOO_OLD', detail);
  }

  private async carryOut(
    tx: Tx,
    actor: Principal,
    mergeId: string,
    { target, source }: MergePair,
    { before, after, moved }: MergeUndo,
  ): Promise<MergeUndoResponse> {
    const now = this.clock.now();
    const today = businessDateOf(now);
    const present = mergeValues(target, today);
    const { back, kept } = planUndo(before, after, present);
    const by = { updatedById: actor.userId, version: { increment: 1 } };
    // The survivor gives the P.IVA back before the other one has it again.
    const client = await tx.client.update({
      where: { id: target.id },
      data: { ...columnsOf(target, back), ...by },
    });
    const restored = await tx.client.update({
      where: { id: source.id },
      data: { ...by, deletedAt: null, mergedIntoId: null },
    });
    const change = { actor, fromId: target.id, toId: source.id, ownerId: source.ownerId, mergeId };
    const returned = await this.returns.moveBack(tx, change, moved);
    await tx.clientMerge.update({
      where: { id: mergeId },
      data: { undoneAt: now, undoneById: actor.userId, undo: Prisma.DbNull },
    });
    const changes = changesBetween(present, mergeValues(client, today));
    await this.record(tx, actor, { target: client, source: restored }, { mergeId, changes, kept }, returned);
    return {
      client: toClientResponse(await withFirstContact(tx, client), today),
      restored: toClientResponse(await withFirstContact(tx, restored), today),
      ...returned,
      kept,
    };
  }

  private record(
    tx: Tx,
    actor: Principal,
    { target, source }: MergePair,
    facts: { mergeId: string; changes: FieldChanges; kept: string[] },
    { moved }: Returned,
  ): Promise<void> {
    const row = ({ id, ownerId }: Client) => ({ entity: 'client', entityId: id, clientId: id, ownerId });
    const counts = Object.fromEntries(moved.map(({ name, count }) => [name, count]));
    return this.journal.record(
      tx,
      actor,
      {
        ...row(target),
        action: 'client.merge-undone',
        facts: { ...facts, restored: source.id, moved: counts } as Prisma.InputJsonObject,
      },
      {
        ...row(source),
        action: 'client.restored',
        facts: { mergeId: facts.mergeId, name: source.name },
      },
    );
  }
}
