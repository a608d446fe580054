import { Injectable } from '@nestjs/common';
import { DomainError } from '../../platform/errors/index.js';
import { JournalService } from '../../platform/journal/index.js';
import { Mailer, writeMail } from '../../platform/mail/index.js';
import type { User } from '../../platform/prisma/generated/client.js';
import type { OneTimePurpose } from '../../platform/prisma/generated/enums.js';
import { PrismaService, type Tx } from '../../platform/prisma/prisma.service.js';
import { LoginFailures } from '../audit/login-failures.service.js';
import { SecurityLog } from '../audit/security-log.service.js';
import { LoginLimiter } from '../login/login-limiter.js';
import type { Caller } from '../login/caller.js';
import { PasswordHasher } from '../login/password-hasher.js';
import { PasswordRules } from '../login/password-rules.service.js';
import { PrincipalDirectory } from '../permissions/principal-directory.js';
import { SessionService } from '../sessions/session.service.js';
import type { PasswordByLinkDto } from './dto/password-by-link.dto.js';
import { passwordChangedLetter } from './letters.js';
import { LinkLimiter } from './link-limiter.js';
import { LINK_USES } from './link-uses.js';
import { lockUser } from './links.queries.js';
import { OneTimeTokens } from './one-time-tokens.service.js';

/** Sets a password with a link. Signs nobody in: who has a second factor needs it at the login that follows. */
@Injectable()
export class PasswordByLink {
  constructor(
    private readonly prisma: PrismaService,
    private readonly tokens: OneTimeTokens,
    private readonly limiter: LinkLimiter,
    private readonly logins: LoginLimiter,
    private readonly rules: PasswordRules,
    private readonly hasher: PasswordHasher,
    private readonly sessions: SessionService,
    private readonly directory: PrincipalDirectory,
    private readonly journal: JournalService,
    private readonly mailer: Mailer,
    private readonly failures: LoginFailures,
    private readonly log: SecurityLog,
  ) {}

  /**
   * Ends all of the user's sessions. A refused password leaves the link as it is.
   * @throws DomainError LINK_DEAD, PASSWORD_COMMON, PASSWORD_BREACHED, PASSWORD_CONTEXT (400), TOO_MANY_LINKS (429)
   */
  async set({ token, password }: PasswordByLinkDto, purpose: OneTimePurpose, caller: Caller): Promise<void> {
    await this.limiter.countUse(caller.address);
    const user = await this.tokens.ownerOf(token, purpose);
    if (user?.status !== LINK_USES[purpose].status) {
      this.failures.note(user?.id ?? null, 'dead link', caller);
      throw linkDead();
    }
    await this.limiter.forgiveUse(caller.address);
    await this.rules.assertAcceptable(password, user);
    const passwordHash = await this.hasher.hash(password);
    await this.prisma.$transaction(async (tx) => {
      await lockUser(tx, user.id);
      if (!(await this.tokens.spend(tx, token, purpose))) throw linkDead();
      await this.setPassword(tx, user, passwordHash, purpose, caller);
    });
    this.directory.forget();
    this.log.tell(LINK_USES[purpose].action, 'done', user.id, caller);
    await this.logins.startAnew(user.email, caller.address);
    if (purpose === 'PASSWORD_RESET')
      this.mailer.send(writeMail(user.email, passwordChangedLetter(user.fullName)));
  }

  private async setPassword(
    tx: Tx,
    { id }: User,
    passwordHash: string,
    purpose: OneTimePurpose,
    caller: Caller,
  ): Promise<void> {
    const { status, action } = LINK_USES[purpose];
    const { count } = await tx.user.updateMany({
      where: { id, status },
      data: { passwordHash, status: 'ACTIVE', version: { increment: 1 } },
    });
    if (count === 0) throw linkDead();
    await this.tokens.endAll(tx, id);
    const sessionsEnded = await this.sessions.revokeAll(tx, id);
    const actor = { userId: id, requestId: caller.requestId };
    const facts = { address: caller.address, sessionsEnded };
    await this.journal.record(tx, actor, { action, entity: 'user', entityId: id, ownerId: id, facts });
  }
}

/** The same for a token that never was, was used, was replaced, is too old, or whose account is no longer in the right state. */
function linkDead(): DomainError {
  return DomainError.field('/token', 'LINK_DEAD', 'This link was used or is too old: ask for a new one.');
}
