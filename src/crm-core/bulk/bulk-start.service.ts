import { Injectable } from '@nestjs/common';
import { setTimeout as wait } from 'node:timers/promises';
import { UserDirectory } from '../../auth/index.js';
import type { Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { JournalService } from '../../platform/journal/index.js';
import type {
  BulkAction,
  BulkOperation,
  BulkResource,
  Prisma,
} from '../../platform/prisma/generated/client.js';
import { PrismaService, type Tx } from '../../platform/prisma/prisma.service.js';
import { type BulkChoice, choiceOf, MOST_CHOSEN } from './bulk-choice.js';
import { type BulkBody, inputOf } from './bulk-input.js';
import { BulkOperations } from './bulk-operations.service.js';
import { BulkRunner } from './bulk-runner.service.js';
import { BulkTargets } from './bulk-targets.service.js';
import { BulkWorker } from './bulk-worker.service.js';
import type { BulkAnswerResponse } from './dto/bulk-operation.response.js';
import { toBulkResultResponse } from './dto/bulk-result.response.js';

/** So many are done before the answer; more go on in the background. */
export const AT_ONCE = 100;

/** Between two looks at what somebody else is still at. */
const MOMENT_MS = 20;

const TRANSACTION = { timeout: 60_000, maxWait: 10_000 };

/** One action on many rows. First the choice is written down, in one transaction with its count; then it is done. */
@Injectable()
export class BulkStart {
  constructor(
    private readonly prisma: PrismaService,
    private readonly journal: JournalService,
    private readonly users: UserDirectory,
    private readonly targets: BulkTargets,
    private readonly runner: BulkRunner,
    private readonly worker: BulkWorker,
    private readonly operations: BulkOperations,
  ) {}

  /** @throws DomainError FORBIDDEN (403), VALIDATION_FAILED, OWNER_UNKNOWN (400), COUNT_DIFFERS, TOO_MANY_CLIENTS, TOO_MANY_OPPORTUNITIES (409) */
  async start(actor: Principal, resource: BulkResource, body: BulkBody): Promise<BulkAnswerResponse> {
    const target = this.targets.of(resource);
    const { action, ownerId, expectedCount } = body;
    // Refused as a whole when no row could be treated so by this actor.
    actor.scope(target.permission(action));
    const input = inputOf(target, body);
    const choice = await choiceOf(body, (filter) => target.selection(actor, filter));
    if (ownerId !== undefined)
      await this.users.resolveOwner(this.prisma, actor, ownerId, target.permission(action));
    if (body.dryRun) return { count: await choice.count(this.prisma), operation: null, results: null };
    const operation = await this.prisma.$transaction(
      (tx) => this.record(tx, actor, resource, { action, input }, choice, expectedCount),
      TRANSACTION,
    );
    if (operation.total > AT_ONCE) this.worker.nudge();
    else await this.finish(operation);
    return this.answer(operation.id);
  }

  /** A worker may have found some of the items meanwhile; the answer waits until those are done too. */
  private async finish(operation: BulkOperation): Promise<void> {
    const { id } = operation;
    for (;;) {
      await this.runner.run(operation, new AbortController().signal);
      const running = await this.prisma.bulkOperation.count({ where: { id, status: 'RUNNING' } });
      if (running === 0) return;
      await wait(MOMENT_MS);
    }
  }

  /** Writes the choice down and holds its count against the one that was meant. */
  private async record(
    tx: Tx,
    actor: Principal,
    resource: BulkResource,
    { action, input }: { action: BulkAction; input: Prisma.InputJsonObject },
    choice: BulkChoice,
    expectedCount: number | undefined,
  ): Promise<BulkOperation> {
    const { id } = await tx.bulkOperation.create({
      data: {
        ...{ resource, action, input, total: 0 },
        ...{ requestId: actor.requestId, createdById: actor.userId },
      },
    });
    const total = await choice.add(tx, id);
    if (expectedCount !== undefined && expectedCount !== total)
      throw countDiffers(resource, expectedCount, total);
    if (total > MOST_CHOSEN) throw tooMany(resource);
    const operation = await tx.bulkOperation.update({ where: { id }, data: { total } });
    await this.journal.record(tx, actor, {
      action: 'bulk.started',
      entity: 'bulk',
      entityId: id,
      ownerId: actor.userId,
      facts: { resource, action, total },
    });
    return operation;
  }

  private async answer(id: string): Promise<BulkAnswerResponse> {
    const operation = await this.prisma.bulkOperation.findUniqueOrThrow({ where: { id } });
    const { total: count, status } = operation;
    const results =
      status === 'DONE' && count <= AT_ONCE
        ? await this.prisma.bulkItem.findMany({ where: { operationId: id }, orderBy: { position: 'asc' } })
        : null;
    return {
      count,
      operation: await this.operations.answer(operation),
      results: results?.map(toBulkResultResponse) ?? null,
    };
  }
}

function countDiffers(resource: BulkResource, expectedCount: number, count: number): DomainError {
  const detail = `You meant ${expectedCount} ${resource}, but there are ${count} now. Nothing was done.`;
  return new DomainError('conflict', 'COUNT_DIFFERS', detail, { members: { expectedCount, count } });
}

function tooMany(resource: BulkResource): DomainError {
  const detail = `One operation takes at most ${MOST_CHOSEN} ${resource}. Nothing was done; choose fewer.`;
  return new DomainError('conflict', `TOO_MANY_${resource.toUpperCase()}`, detail);
}
