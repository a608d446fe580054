import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { PrismaService, type Tx } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import type { Caller } from '../login/caller.js';
import type { BeginSecondFactorDto, ConfirmSecondFactorDto } from './dto/second-factor.dto.js';
import type { RecoveryCodesResponse, SecondFactorEnrolmentResponse } from './dto/second-factor.response.js';
import { CodeLimiter } from './code-limiter.js';
import { type SealedSeed, SeedKeys } from './seed-keys.js';
import { SecondFactorChanges } from './second-factor-changes.service.js';
import { SecondFactorProof, totpWrong } from './second-factor-proof.service.js';
import { newSeed, otpauthUrl, stepOf } from './totp.js';

/** An app that was shown its seed must prove it within this time. */
export const ENROLMENT_MS = 600_000;

/** Switching a second factor on, or moving it to another device, in two steps: nobody is locked out by a seed that got lost. */
@Injectable()
export class SecondFactorEnrolment {
  constructor(
    private readonly prisma: PrismaService,
    private readonly proof: SecondFactorProof,
    private readonly keys: SeedKeys,
    private readonly limiter: CodeLimiter,
    private readonly changes: SecondFactorChanges,
    private readonly clock: Clock,
  ) {}

  /**
   * A seed begun before is forgotten; one in use stays in use until the new one is confirmed.
   * @throws DomainError PASSWORD_WRONG, TOTP_REQUIRED, TOTP_WRONG (400), TOO_MANY_LOGINS, TOO_MANY_CODES (429)
   */
  async begin(
    actor: Principal,
    { currentPassword, totp }: BeginSecondFactorDto,
    caller: Caller,
  ): Promise<SecondFactorEnrolmentResponse> {
    const user = await this.proof.assertForNew(actor, currentPassword, totp, caller);
    const secret = newSeed();
    const createdAt = this.clock.now();
    const data = { ...this.keys.seal(secret, user.id), createdAt };
    await this.prisma.secondFactorEnrolment.upsert({
      where: { userId: user.id },
      create: { userId: user.id, ...data },
      update: data,
    });
    const expiresAt = new Date(createdAt.getTime() + ENROLMENT_MS);
    return { secret, otpauthUrl: otpauthUrl(secret, user.email), expiresAt };
  }

  /**
   * From now on a login needs a code. Ends the other sessions, which came about without one.
   * @throws DomainError ENROLMENT_NOT_BEGUN (409), TOTP_WRONG (400), TOO_MANY_CODES (429)
   */
  async confirm(actor: Principal, { totp }: ConfirmSecondFactorDto): Promise<RecoveryCodesResponse> {
    const { userId } = actor;
    if (!(await this.begun(this.prisma, userId))) throw notBegun();
    await this.limiter.count(userId);
    const answer = await this.changes.make(actor, async (tx) => {
      const begun = await this.begun(tx, userId);
      if (!begun) throw notBegun();
      const step = stepOf(this.keys.open(begun, userId), totp, this.clock.now());
      if (!step) throw totpWrong();
      const isNew = await this.use(tx, userId, begun, step);
      const action = isNew ? 'user.second-factor-enabled' : 'user.second-factor-replaced';
      return { action, renewCodes: true, endSessions: true };
    });
    await this.limiter.forgive(userId);
    return answer;
  }

  /** @returns whether there was none before */
  private async use(tx: Tx, userId: string, { seed, keyId }: SealedSeed, lastStep: number): Promise<boolean> {
    const { count } = await tx.secondFactor.deleteMany({ where: { userId } });
    await tx.secondFactor.create({ data: { userId, seed, keyId, lastStep, enabledAt: this.clock.now() } });
    await tx.secondFactorEnrolment.delete({ where: { userId } });
    return count === 0;
  }

  private begun(tx: Tx, userId: string): Promise<SealedSeed | null> {
    const createdAt = { gt: new Date(this.clock.now().getTime() - ENROLMENT_MS) };
    return tx.secondFactorEnrolment.findFirst({ where: { userId, createdAt } });
  }
}

function notBegun(): DomainError {
  return new DomainError(
    'conflict',
    'ENROLMENT_NOT_BEGUN',
    'No app is waiting to be confirmed, or it waited too long: begin again.',
  );
}
