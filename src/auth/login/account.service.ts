import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { JournalService } from '../../platform/journal/index.js';
import { Mailer, writeMail } from '../../platform/mail/index.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { passwordChangedLetter } from '../links/letters.js';
import { OneTimeTokens } from '../links/one-time-tokens.service.js';
import { listed } from '../roles/role.mapper.js';
import { PrincipalDirectory } from '../permissions/principal-directory.js';
import { SecondFactorService } from '../second-factor/second-factor.service.js';
import { SessionService } from '../sessions/session.service.js';
import { toUserResponse } from '../users/user.mapper.js';
import type { ChangePasswordDto } from './dto/change-password.dto.js';
import type { MeResponse } from './dto/me.response.js';
import type { Caller } from './caller.js';
import { PasswordConfirmation } from './password-confirmation.service.js';
import { PasswordHasher } from './password-hasher.js';
import { PasswordRules } from './password-rules.service.js';

/** What people do with their own account. */
@Injectable()
export class AccountService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly hasher: PasswordHasher,
    private readonly rules: PasswordRules,
    private readonly tokens: OneTimeTokens,
    private readonly mailer: Mailer,
    private readonly sessions: SessionService,
    private readonly confirmation: PasswordConfirmation,
    private readonly secondFactor: SecondFactorService,
    private readonly directory: PrincipalDirectory,
    private readonly journal: JournalService,
  ) {}

  async me(actor: Principal): Promise<MeResponse> {
    const user = await this.prisma.user.findUniqueOrThrow({
      where: { id: actor.userId },
      include: { heldRole: { select: { name: true } } },
    });
    return {
      ...toUserResponse(user),
      roleName: user.heldRole.name,
      permissions: listed(actor.permissions),
      hiddenFields: [...actor.hiddenFields],
      secondFactor: await this.secondFactor.status(actor),
    };
  }

  /** Ends the other sessions. @throws DomainError PASSWORD_WRONG (400), TOO_MANY_LOGINS (429) */
  async changePassword(
    actor: Principal,
    { currentPassword, newPassword }: ChangePasswordDto,
    caller: Caller,
  ): Promise<void> {
    const user = await this.confirmation.assert(actor, currentPassword, caller);
    await this.rules.assertAcceptable(newPassword, user, '/newPassword');
    const passwordHash = await this.hasher.hash(newPassword);
    await this.prisma.$transaction(async (tx) => {
      await this.confirmation.assertStill(tx, user, currentPassword);
      await tx.user.update({ where: { id: user.id }, data: { passwordHash, version: { increment: 1 } } });
      await this.tokens.endAll(tx, user.id);
      const sessionsEnded = await this.sessions.revokeAll(tx, user.id, actor.sessionId);
      await this.journal.record(tx, actor, {
        action: 'user.password-changed',
        entity: 'user',
        entityId: user.id,
        ownerId: user.id,
        facts: { sessionsEnded },
      });
    });
    this.directory.forget();
    this.mailer.send(writeMail(user.email, passwordChangedLetter(user.fullName)));
  }
}
