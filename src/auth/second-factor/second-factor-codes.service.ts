import { Injectable } from '@nestjs/common';
import { JournalService } from '../../platform/journal/index.js';
import { PrismaService, type Tx } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { SecurityLog } from '../audit/security-log.service.js';
import type { Caller } from '../login/caller.js';
import { CodeLimiter } from './code-limiter.js';
import { recoveryCodeHash } from './recovery-code.js';
import { SeedKeys } from './seed-keys.js';
import { isAppCode, stepOf } from './totp.js';

/** What a code came from: the app, or the printed list. */
export type CodeKind = 'app' | 'recovery';

/** Codes of the second factor: each is good once, whichever replica is asked. */
@Injectable()
export class SecondFactorCodes {
  constructor(
    private readonly prisma: PrismaService,
    private readonly keys: SeedKeys,
    private readonly limiter: CodeLimiter,
    private readonly clock: Clock,
    private readonly journal: JournalService,
    private readonly log: SecurityLog,
  ) {}

  async isOn(userId: string): Promise<boolean> {
    return (await this.prisma.secondFactor.count({ where: { userId } })) > 0;
  }

  /**
   * Spends a code of the app or a recovery code.
   * @returns null when it is wrong or was used before
   * @throws DomainError TOO_MANY_CODES (429)
   */
  async spend(userId: string, code: string, caller: Caller): Promise<CodeKind | null> {
    await this.limiter.count(userId);
    const kind = await this.prisma.$transaction(async (tx) => {
      const found = await this.spendWithin(tx, userId, code);
      if (found !== 'app') await this.tell(tx, userId, found, caller);
      return found;
    });
    if (kind) await this.limiter.forgive(userId);
    else this.log.tell('user.second-factor-failed', 'refused', userId, caller);
    return kind;
  }

  private async spendWithin(tx: Tx, userId: string, code: string): Promise<CodeKind | null> {
    if (isAppCode(code)) return (await this.spendStep(tx, userId, code)) ? 'app' : null;
    const { count } = await tx.recoveryCode.updateMany({
      where: { userId, codeHash: recoveryCodeHash(code), usedAt: null },
      data: { usedAt: this.clock.now() },
    });
    return count === 1 ? 'recovery' : null;
  }

  /** One of two who show the same code at once moves the step; the other finds it moved. */
  private async spendStep(tx: Tx, userId: string, code: string): Promise<boolean> {
    const factor = await tx.secondFactor.findUnique({ where: { userId } });
    const step = factor && stepOf(this.keys.open(factor, userId), code, this.clock.now());
    if (!step) return false;
    const { count } = await tx.secondFactor.updateMany({
      where: { userId, lastStep: { lt: step } },
      data: { lastStep: step },
    });
    return count === 1;
  }

  private async tell(tx: Tx, userId: string, kind: 'recovery' | null, caller: Caller): Promise<void> {
    const by = kind && { userId, requestId: caller.requestId };
    await this.journal.record(tx, by, {
      action: kind ? 'user.recovery-code-used' : 'user.second-factor-failed',
      entity: 'user',
      entityId: userId,
      ownerId: userId,
      facts: { address: caller.address, requestId: caller.requestId },
    });
  }
}
