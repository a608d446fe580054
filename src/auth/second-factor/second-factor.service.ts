import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { AppConfig } from '../../platform/config/config.js';
import { DomainError } from '../../platform/errors/index.js';
import { PrismaService, type Tx } from '../../platform/prisma/prisma.service.js';
import type { Caller } from '../login/caller.js';
import { needsSecondFactor } from './second-factor-policy.js';
import { assertMayKeep } from '../roles/role-giving.js';
import { usersWithin } from '../users/users-within.js';
import type { SecondFactorProofDto } from './dto/second-factor.dto.js';
import type { RecoveryCodesResponse, SecondFactorStatusResponse } from './dto/second-factor.response.js';
import { SecondFactorChanges } from './second-factor-changes.service.js';
import { SecondFactorProof } from './second-factor-proof.service.js';

/** A second factor once it is on: its recovery codes, its end, and an admin's help for who lost the device. */
@Injectable()
export class SecondFactorService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly proof: SecondFactorProof,
    private readonly changes: SecondFactorChanges,
    private readonly config: AppConfig,
  ) {}

  async status({ userId, mustEnrol }: Principal): Promise<SecondFactorStatusResponse> {
    const factor = await this.prisma.secondFactor.findUnique({
      where: { userId },
      select: { enabledAt: true, _count: { select: { recoveryCodes: { where: { usedAt: null } } } } },
    });
    return {
      enabled: factor !== null,
      enabledAt: factor?.enabledAt ?? null,
      recoveryCodesLeft: factor?._count.recoveryCodes ?? 0,
      enrolmentRequired: mustEnrol,
    };
  }

  /** @throws DomainError SECOND_FACTOR_OFF (409), PASSWORD_WRONG, TOTP_WRONG (400), TOO_MANY_LOGINS, TOO_MANY_CODES (429) */
  async renewRecoveryCodes(
    actor: Principal,
    { currentPassword, totp }: SecondFactorProofDto,
    caller: Caller,
  ): Promise<RecoveryCodesResponse> {
    await this.proof.assert(actor, currentPassword, totp, caller);
    return this.changes.make(actor, async (tx) => {
      // Another request may have switched it off since.
      if (!(await tx.secondFactor.findUnique({ where: { userId: actor.userId } })))
        throw new DomainError('conflict', 'SECOND_FACTOR_OFF', 'There is no second factor to change.');
      return { action: 'user.recovery-codes-renewed', renewCodes: true, endSessions: false };
    });
  }

  /**
   * @throws DomainError SECOND_FACTOR_REQUIRED (403), SECOND_FACTOR_OFF (409), PASSWORD_WRONG, TOTP_WRONG (400),
   *   TOO_MANY_LOGINS, TOO_MANY_CODES (429)
   */
  async disable(
    actor: Principal,
    { currentPassword, totp }: SecondFactorProofDto,
    caller: Caller,
  ): Promise<void> {
    if (needsSecondFactor(this.config, actor.role))
      throw new DomainError(
        'forbidden',
        'SECOND_FACTOR_REQUIRED',
        'Admins need a second factor here: move it to another device instead of switching it off.',
      );
    await this.proof.assert(actor, currentPassword, totp, caller);
    await this.changes.make(actor, async (tx) => {
      await tx.secondFactor.deleteMany({ where: { userId: actor.userId } });
      return { action: 'user.second-factor-disabled', renewCodes: false, endSessions: true };
    });
  }

  /**
   * For who lost the device and the recovery codes. Ends all of the user's sessions.
   * @throws DomainError NOT_FOUND, ABOVE_OWN_RIGHTS (403), OWN_ACCOUNT, SECOND_FACTOR_OFF (409)
   */
  async reset(actor: Principal, userId: string): Promise<void> {
    if (userId === actor.userId)
      throw new DomainError(
        'conflict',
        'OWN_ACCOUNT',
        'Nobody resets their own second factor: switch it off with a code, or ask another admin.',
      );
    await this.changes.make(actor, (tx) => this.resetWithin(tx, actor, userId), userId);
  }

  private async resetWithin(tx: Tx, actor: Principal, userId: string) {
    const where = { AND: [{ id: userId }, usersWithin(actor.scope('user:update'))] };
    const user = await tx.user.findFirst({ where, select: { id: true, role: true, teamId: true } });
    if (!user) throw DomainError.notFound('user');
    await assertMayKeep(tx, actor, user);
    await tx.secondFactorEnrolment.deleteMany({ where: { userId } });
    const { count } = await tx.secondFactor.deleteMany({ where: { userId } });
    if (count === 0)
      throw new DomainError('conflict', 'SECOND_FACTOR_OFF', 'This user has no second factor.');
    return { action: 'user.second-factor-reset', renewCodes: false, endSessions: true } as const;
  }
}
