import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../platform/config/config.js';
import { DomainError } from '../../platform/errors/index.js';
import { JournalService } from '../../platform/journal/index.js';
import type { User } from '../../platform/prisma/generated/client.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { type FailureReason, LoginFailures } from '../audit/login-failures.service.js';
import { SecurityLog } from '../audit/security-log.service.js';
import { LoginSecondFactor } from '../second-factor/login-second-factor.service.js';
import { AccessTokens } from '../sessions/access-tokens.service.js';
import { SessionService, type OpenedSession } from '../sessions/session.service.js';
import { toUserResponse } from '../users/user.mapper.js';
import type { Caller } from './caller.js';
import type { LoginDto } from './dto/login.dto.js';
import type { TokensResponse } from './dto/tokens.response.js';
import { LoginLimiter } from './login-limiter.js';
import { PasswordHasher } from './password-hasher.js';
import { StandingPassword } from './standing-password.service.js';

/** Signing in and staying in. */
@Injectable()
export class LoginService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly sessions: SessionService,
    private readonly journal: JournalService,
    private readonly limiter: LoginLimiter,
    private readonly hasher: PasswordHasher,
    private readonly standing: StandingPassword,
    private readonly secondFactor: LoginSecondFactor,
    private readonly accessTokens: AccessTokens,
    private readonly config: AppConfig,
    private readonly clock: Clock,
    private readonly failures: LoginFailures,
    private readonly log: SecurityLog,
  ) {}

  /**
   * The same answer, in the same time, for an unknown address, a wrong password and a user who may not sign in.
   * @throws DomainError LOGIN_FAILED, TOTP_REQUIRED, TOTP_WRONG (401), TOO_MANY_LOGINS, TOO_MANY_CODES (429)
   */
  async login({ email, password, totp }: LoginDto, caller: Caller): Promise<TokensResponse> {
    await this.limiter.count(email, caller.address);
    const user = await this.prisma.user.findUnique({ where: { email } });
    const matches = await this.hasher.matches(password, user?.passwordHash);
    if (!user || !matches || user.status !== 'ACTIVE') {
      this.failures.note(user?.id ?? null, whyNot(user, matches), caller);
      throw loginFailed();
    }
    await this.limiter.forgive(email, caller.address);
    await this.strengthen(user, password);
    const secondFactor = await this.secondFactor.assert(user.id, totp, caller);
    const opened = await this.prisma.$transaction(async (tx) => {
      // The account is locked from here on: nothing that changed meanwhile is passed by.
      if (!(await this.standing.holds(tx, user, password))) {
        this.failures.note(user.id, 'changed meanwhile', caller);
        throw loginFailed();
      }
      if (secondFactor === 'none') await this.secondFactor.assertNone(tx, user.id);
      await tx.user.update({ where: { id: user.id }, data: { lastLoginAt: this.clock.now() } });
      const session = await this.sessions.open(tx, user.id, caller);
      await this.journal.record(
        tx,
        { userId: user.id, requestId: caller.requestId },
        {
          action: 'user.logged-in',
          entity: 'user',
          entityId: user.id,
          ownerId: user.id,
          facts: { address: caller.address, sessionId: session.sessionId, secondFactor },
        },
      );
      return session;
    });
    this.log.tell('user.logged-in', 'done', user.id, caller);
    return this.tokens(opened);
  }

  /** @throws DomainError REFRESH_TOKEN_INVALID (401) */
  async refresh(refreshToken: string, caller: Caller): Promise<TokensResponse> {
    return this.tokens(await this.sessions.rotate(refreshToken, caller));
  }

  private async tokens({ userId, sessionId, refreshToken }: OpenedSession): Promise<TokensResponse> {
    const user = await this.prisma.user.findUniqueOrThrow({ where: { id: userId } });
    return {
      accessToken: await this.accessTokens.sign(userId, sessionId),
      expiresIn: this.config.accessTokenSeconds,
      refreshToken,
      user: toUserResponse(user),
    };
  }

  /** Makes a weak hash anew; a password changed in the meantime stays as it is. */
  private async strengthen({ id, passwordHash }: User, password: string): Promise<void> {
    if (!passwordHash || !this.hasher.isWeak(passwordHash)) return;
    await this.prisma.user.updateMany({
      where: { id, passwordHash },
      data: { passwordHash: await this.hasher.hash(password) },
    });
  }
}

function loginFailed(): DomainError {
  return new DomainError(
    'unauthenticated',
    'LOGIN_FAILED',
    'The address or the password is wrong, or the account is not active.',
  );
}

function whyNot(user: User | null, matches: boolean): FailureReason {
  if (!user) return 'unknown address';
  return matches ? 'not active' : 'wrong password';
}
