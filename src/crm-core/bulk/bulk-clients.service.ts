import { Injectable } from '@nestjs/common';
import { setTimeout as wait } from 'node:timers/promises';
import { UserDirectory } from '../../auth/index.js';
import type { Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { JournalService } from '../../platform/journal/index.js';
import type { BulkOperation, Prisma } from '../../platform/prisma/generated/client.js';
import { PrismaService, type Tx } from '../../platform/prisma/prisma.service.js';
import { countClients } from '../clients/client.queries.js';
import { ClientReader } from '../clients/client-reader.service.js';
import { addNamed, addSelected } from './bulk-items.queries.js';
import { BulkOperations } from './bulk-operations.service.js';
import { BulkRunner } from './bulk-runner.service.js';
import { BulkWorker } from './bulk-worker.service.js';
import { type ActionInput, PERMISSION_OF } from './client-action.service.js';
import type { BulkClientsDto } from './dto/bulk-clients.dto.js';
import type { BulkAnswerResponse } from './dto/bulk-operation.response.js';
import { toBulkResultResponse } from './dto/bulk-result.response.js';

/** So many are done before the answer; more go on in the background. */
export const AT_ONCE = 100;
/** The most that one operation takes on. */
const MOST_CHOSEN = 100_000;

/** Between two looks at what somebody else is still at. */
const MOMENT_MS = 20;

const TRANSACTION = { timeout: 60_000, maxWait: 10_000 };

/** One action on many clients. First the choice is written down, in one transaction with its count; then it is done. */
@Injectable()
export class BulkClientsService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly journal: JournalService,
    private readonly users: UserDirectory,
    private readonly reader: ClientReader,
    private readonly runner: BulkRunner,
    private readonly worker: BulkWorker,
    private readonly operations: BulkOperations,
  ) {}

  /** @throws DomainError FORBIDDEN (403), VALIDATION_FAILED, OWNER_UNKNOWN (400), COUNT_DIFFERS, TOO_MANY_CLIENTS (409) */
  async start(actor: Principal, body: BulkClientsDto): Promise<BulkAnswerResponse> {
    // Refused as a whole when no client could be treated so by this actor.
    actor.scope(PERMISSION_OF[body.action]);
    const choice = await this.choiceOf(actor, body);
    if (body.ownerId !== undefined && body.action === 'ASSIGN')
      await this.users.resolveOwner(this.prisma, actor, body.ownerId, 'client:assign');
    if (body.dryRun) return { count: await choice.count(), operation: null, results: null };
    const operation = await this.prisma.$transaction(
      (tx) => this.record(tx, actor, body, choice),
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
    { action, expectedCount, ...body }: BulkClientsDto,
    choice: Choice,
  ): Promise<BulkOperation> {
    const { id } = await tx.bulkOperation.create({
      data: {
        ...{ action, input: inputOf(action, body), total: 0 },
        ...{ requestId: actor.requestId, createdById: actor.userId },
      },
    });
    const total = await choice.add(tx, id);
    if (expectedCount !== undefined && expectedCount !== total) throw countDiffers(expectedCount, total);
    if (total > MOST_CHOSEN) throw tooMany();
    const operation = await tx.bulkOperation.update({ where: { id }, data: { total } });
    await this.journal.record(tx, actor, {
      action: 'bulk.started',
      entity: 'bulk',
      entityId: id,
      ownerId: actor.userId,
      facts: { action, total },
    });
    return operation;
  }

  private async choiceOf(actor: Principal, body: BulkClientsDto): Promise<Choice> {
    const { ids, filter, versions = {}, expectedCount, dryRun } = body;
    if ((ids === undefined) === (filter === undefined))
      throw DomainError.field(
        '',
        'CHOICE_UNCLEAR',
        'Choose the clients by ids or by filter: one of the two.',
      );
    if (ids)
      return {
        count: () => Promise.resolve(ids.length),
        add: (tx, operationId) => addNamed(tx, operationId, ids, versions),
      };
    if (expectedCount === undefined && !dryRun)
      throw DomainError.field(
        '/expectedCount',
        'REQUIRED',
        'Say how many clients you mean: a dry run counts them.',
      );
    const condition = await this.reader.selection(actor, filter ?? {});
    return {
      count: () => countClients(this.prisma, condition),
      add: (tx, operationId) => addSelected(tx, operationId, condition, MOST_CHOSEN + 1),
    };
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

/** The clients that are meant. */
interface Choice {
  count: () => Promise<number>;
  /** Writes them down as items of the operation. @returns how many */
  add: (tx: Tx, operationId: string) => Promise<number>;
}

function inputOf(
  action: BulkClientsDto['action'],
  { ownerId, tags, lifecycle }: ActionInput,
): Prisma.InputJsonObject {
  if (action === 'ASSIGN') return { ownerId };
  if (action === 'LIFECYCLE') return { lifecycle };
  return action === 'DELETE' ? {} : { tags };
}

function countDiffers(expectedCount: number, count: number): DomainError {
  const detail = `You meant ${expectedCount} clients, but there are ${count} now. Nothing was done.`;
  return new DomainError('conflict', 'COUNT_DIFFERS', detail, { members: { expectedCount, count } });
}

function tooMany(): DomainError {
  const detail = `One operation takes at most ${MOST_CHOSEN} clients. Nothing was done; choose fewer.`;
  return new DomainError('conflict', 'TOO_MANY_CLIENTS', detail);
}
