import { Injectable } from '@nestjs/common';
import { UserDirectory } from '../../../auth/index.js';
import { hiddenNames, type Principal } from '../../../platform/access/index.js';
import { DomainError } from '../../../platform/errors/index.js';
import { assertFresh } from '../../../platform/http/index.js';
import { JournalService } from '../../../platform/journal/index.js';
import type { Client, Prisma } from '../../../platform/prisma/generated/client.js';
import { againAfterDeadlock } from '../../../platform/prisma/again-after-deadlock.js';
import { PrismaService, type Tx } from '../../../platform/prisma/prisma.service.js';
import { Clock } from '../../../platform/time/clock.js';
import { businessDateOf } from '../../../platform/time/rome.js';
import { toClientResponse } from '../client.mapper.js';
import { withUniqueVatNumber } from '../vat-number-taken.js';
import { ClientChildren } from './client-children.service.js';
import type { MergedField, MergeRefusal, MergeValues } from './domain/merge-field.js';
import { planMerge } from './domain/merge-plan.js';
import type {
  ClientMergeResponse,
  MovedRowsResponse,
  SameContactResponse,
} from './dto/client-merge.response.js';
import type { MergeClientDto } from './dto/merge-client.dto.js';
import type { MergeUndo } from './merge-undo.js';
import { assertLiving, type MergePair, reachPair } from './merge-pair.js';
import { earlierContact, withFirstContact } from '../first-contact/first-contact.js';
import { changesBetween, columnsOf, type FieldChanges, mergeValues } from './merge-values.js';
import { sameContacts } from './same-contacts.js';

/** What is known before anything is written: the same for a dry run and for the merge itself. */
interface Plan {
  fields: MergedField[];
  changes: FieldChanges;
  before: MergeValues;
  after: MergeValues;
  /** The target's columns after the merge. */
  columns: ReturnType<typeof columnsOf>;
  moved: MovedRowsResponse[];
  sameContacts: SameContactResponse[];
}

/** Two clients that are one become one. */
@Injectable()
export class MergeService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly journal: JournalService,
    private readonly users: UserDirectory,
    private readonly children: ClientChildren,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError MERGE_WITH_ITSELF (422); NOT_FOUND (404); CLIENT_MERGED, CLIENT_DELETED (409); STALE (412);
   * UNKNOWN_FIELD (400); MERGE_WOULD_MIX, MERGE_TOO_MUCH (422)
   */
  async merge(
    actor: Principal,
    targetId: string,
    { sourceId, take = {}, sourceVersion, dryRun = false }: MergeClientDto,
    ifMatch: number | undefined,
  ): Promise<ClientMergeResponse> {
    if (sourceId === targetId)
      throw new DomainError('unprocessable', 'MERGE_WITH_ITSELF', 'A client is not merged with itself.');
    let vatNumber: string | null = null;
    return againAfterDeadlock(() =>
      withUniqueVatNumber(
        this.prisma,
        actor,
        () => vatNumber,
        () =>
          this.prisma.$transaction(async (tx) => {
            const pair = await reachPair(tx, actor, targetId, sourceId);
            await assertLiving(tx, actor, [pair.target, pair.source]);
            assertFresh(pair.target, ifMatch);
            assertFresh(pair.source, sourceVersion);
            const plan = await this.plan(tx, actor, pair, take);
            vatNumber = (plan.columns.vatNumber as string | null | undefined) ?? pair.target.vatNumber;
            return dryRun ? this.preview(pair, plan) : this.carryOut(tx, actor, pair, plan);
          }),
      ),
    );
  }

  private async plan(
    tx: Tx,
    actor: Principal,
    { target, source }: MergePair,
    take: NonNullable<MergeClientDto['take']>,
  ): Promise<Plan> {
    const today = businessDateOf(this.clock.now());
    const before = mergeValues(target, today);
    const { fields, refusals } = planMerge(before, mergeValues(source, today), take);
    if (refusals.length > 0) throw refused(refusals);
    const after: MergeValues = Object.fromEntries(fields.map(({ field, result }) => [field, result]));
    const changes = changesBetween(before, after);
    if (changes['ownerId'])
      await this.users.resolveOwner(tx, actor, source.ownerId, 'client:assign', '/take/ownerId');
    const changed = Object.fromEntries(Object.entries(changes).map(([field, { to }]) => [field, to]));
    const moved: MovedRowsResponse[] = [];
    for (const { name, count } of this.children.all())
      moved.push({ name, count: await count(tx, source.id) });
    return {
      fields,
      changes,
      before,
      after,
      columns: columnsOf(target, changed),
      moved,
      sameContacts: sameContacts(
        await livingContacts(tx, target.id),
        await livingContacts(tx, source.id),
        hiddenNames('contact', actor),
      ),
    };
  }

  private preview({ target, source }: MergePair, plan: Plan): ClientMergeResponse {
    // The columns of an update are the very values of a row, but for the null of a JSON column.
    const { openingHours, openingExceptions, ...columns } = plan.columns;
    const hours = {
      ...(openingHours !== undefined && { openingHours: plan.changes['openingHours']?.to }),
      ...(openingExceptions !== undefined && { openingExceptions: plan.changes['openingExceptions']?.to }),
    };
    return this.answer(
      plan,
      { ...target, ...columns, ...hours, ...earlierContact(target, source) } as Client,
      null,
    );
  }

  private async carryOut(
    tx: Tx,
    actor: Principal,
    { target, source }: MergePair,
    plan: Plan,
  ): Promise<ClientMergeResponse> {
    const now = this.clock.now();
    const by = { updatedById: actor.userId, version: { increment: 1 } };
    const { id: mergeId } = await tx.clientMerge.create({
      data: { targetId: target.id, sourceId: source.id, mergedAt: now, mergedById: actor.userId },
    });
    // The source goes first: two living clients never share a P.IVA.
    await tx.client.update({
      where: { id: source.id },
      data: { ...by, deletedAt: now, mergedIntoId: target.id },
    });
    const after = await tx.client.update({ where: { id: target.id }, data: { ...plan.columns, ...by } });
    const change = { actor, fromId: source.id, toId: target.id, ownerId: after.ownerId, mergeId };
    const moved: Record<string, string[]> = {};
    for (const child of this.children.all()) moved[child.key] = await child.move(tx, change);
    const undo: MergeUndo = { before: plan.before, after: plan.after, moved };
    await tx.clientMerge.update({ where: { id: mergeId }, data: { undo: undo as Prisma.InputJsonObject } });
    await this.record(tx, actor, mergeId, { target: after, source }, plan);
    return this.answer(plan, await withFirstContact(tx, after), mergeId);
  }

  private record(
    tx: Tx,
    actor: Principal,
    mergeId: string,
    { target, source }: MergePair,
    plan: Plan,
  ): Promise<void> {
    const row = ({ id, ownerId }: Client, facts: object) => ({
      ...{ action: 'client.merged' as const, entity: 'client', entityId: id, clientId: id, ownerId },
      facts: { mergeId, ...facts } as Prisma.InputJsonObject,
    });
    const moved = Object.fromEntries(plan.moved.map(({ name, count }) => [name, count]));
    return this.journal.record(
      tx,
      actor,
      row(source, { into: target.id, name: source.name }),
      row(target, { from: source.id, name: source.name, changes: plan.changes, moved }),
    );
  }

  private answer(plan: Plan, client: Client, mergeId: string | null): ClientMergeResponse {
    const { fields, moved, sameContacts } = plan;
    const shown = toClientResponse(client, businessDateOf(this.clock.now()));
    return { dryRun: mergeId === null, mergeId, fields, moved, sameContacts, client: shown };
  }
}

function livingContacts(tx: Tx, clientId: string) {
  return tx.contact.findMany({
    where: { clientId, deletedAt: null },
    select: { id: true, fullName: true, email: true, phone: true },
    orderBy: { id: 'asc' },
  });
}

function refused(refusals: readonly MergeRefusal[]): DomainError {
  const errors = refusals.map(({ field, code, detail }) => ({ pointer: `/take/${field}`, code, detail }));
  const detail = `${errors.map((error) => error.detail).join('; ')}.`;
  const [first] = refusals;
  return first?.code === 'UNKNOWN_FIELD' || !first
    ? new DomainError('invalid', 'VALIDATION_FAILED', detail, { errors })
    : new DomainError('unprocessable', first.code, detail, { errors });
}
