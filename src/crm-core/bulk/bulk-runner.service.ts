import { Injectable, Logger } from '@nestjs/common';
import { UserDirectory } from '../../auth/index.js';
import type { Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { isForNow, translateDatabaseError } from '../../platform/errors/translate-database-error.js';
import type { BulkOperation } from '../../platform/prisma/generated/client.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { closeOperation, markItem, takeItem } from './bulk-items.queries.js';
import { BulkTargets } from './bulk-targets.service.js';

const ATTEMPTS = 5;
/** Worth another try: somebody was at the same row. */
const PASSING = new Set(['CONCURRENT_CHANGE', 'TOO_SLOW']);

/**
 * Does the items of an operation one by one. The change, its journal row and what became of the item are one
 * transaction: a killed process leaves an item done or waiting, and whoever goes on begins with those that wait.
 * Several replicas may be at one operation; no item is given to two of them.
 */
@Injectable()
export class BulkRunner {
  private readonly logger = new Logger(BulkRunner.name);

  constructor(
    private readonly prisma: PrismaService,
    private readonly users: UserDirectory,
    private readonly targets: BulkTargets,
    private readonly clock: Clock,
  ) {}

  /**
   * @param most items to do now
   * @returns whether there may be more of them
   * @throws DomainError DATABASE_UNAVAILABLE: what waits goes on waiting
   */
  async run(operation: BulkOperation, stop: AbortSignal, most = Infinity): Promise<boolean> {
    // With the rights of now, which may be fewer than when the work was asked for.
    const actor = await this.users.actingAs(operation.createdById);
    const asked = actor && operation.requestId ? actor.forRequest(operation.requestId) : actor;
    let position: number | undefined = 0;
    for (let left = most; position !== undefined && left > 0 && !stop.aborted; left -= 1)
      position = await this.next(operation, asked, position);
    if (!stop.aborted) await closeOperation(this.prisma, operation.id, this.clock.now());
    return position !== undefined;
  }

  /** @returns the position of the item that was done; undefined: none is left for us */
  private async next(
    operation: BulkOperation,
    actor: Principal | null,
    after: number,
  ): Promise<number | undefined> {
    for (let attempt = 1; ; attempt += 1) {
      let position: number | undefined;
      try {
        await this.prisma.$transaction(async (tx) => {
          const item = await takeItem(tx, operation.id, after);
          position = item?.position;
          if (!item) return;
          if (!actor) throw noLongerActive();
          const target = this.targets.of(operation.resource);
          const changed = await target.apply(tx, actor, operation, item.entityId, item.version ?? undefined);
          await markItem(tx, operation.id, item.position, { status: changed ? 'DONE' : 'SKIPPED' });
        });
      } catch (error) {
        const known = error instanceof DomainError ? error : translateDatabaseError(error);
        if (position === undefined || isForNow(known)) throw error;
        if (known && PASSING.has(known.code) && attempt < ATTEMPTS) continue;
        await this.refuse(operation.id, position, known ?? this.faultOfOurs(error, operation.id, position));
      }
      return position;
    }
  }

  /** One item that can't be done never stops the others, and never goes unsaid. */
  private async refuse(operationId: string, position: number, error: DomainError): Promise<void> {
    // That a field is wrong says less than what is wrong with it.
    const { code, detail } = error.extras.errors?.[0] ?? error;
    await markItem(this.prisma, operationId, position, { status: 'REFUSED', code, detail });
  }

  private faultOfOurs(error: unknown, operationId: string, position: number): DomainError {
    this.logger.error({ err: error, operationId, position }, 'an item of a bulk operation failed');
    const detail = 'Something went wrong on our side; it was recorded.';
    return new DomainError('unavailable', 'INTERNAL_ERROR', detail);
  }
}

function noLongerActive(): DomainError {
  const detail = 'The account that asked for this is no longer active.';
  return new DomainError('forbidden', 'ACCOUNT_NOT_ACTIVE', detail);
}
