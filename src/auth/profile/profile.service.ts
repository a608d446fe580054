import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { assertFresh } from '../../platform/http/index.js';
import { diff, JournalService } from '../../platform/journal/index.js';
import { Mailer, writeMail } from '../../platform/mail/index.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { addressChangedLetter } from '../links/letters.js';
import { lockUser } from '../links/links.queries.js';
import { OneTimeTokens } from '../links/one-time-tokens.service.js';
import type { Caller } from '../login/caller.js';
import { PasswordConfirmation } from '../login/password-confirmation.service.js';
import { PrincipalDirectory } from '../permissions/principal-directory.js';
import type { UserResponse } from '../users/dto/user.response.js';
import { assertEmailFree } from '../users/email-free.js';
import { toUserResponse } from '../users/user.mapper.js';
import type { UpdateMeDto } from './update-me.dto.js';

/** One's own name and address; role, team and status are an admin's to give. */
@Injectable()
export class ProfileService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly confirmation: PasswordConfirmation,
    private readonly tokens: OneTimeTokens,
    private readonly journal: JournalService,
    private readonly directory: PrincipalDirectory,
    private readonly mailer: Mailer,
  ) {}

  /** @throws DomainError PASSWORD_NEEDED, PASSWORD_WRONG (400), EMAIL_TAKEN (409), STALE (412), TOO_MANY_LOGINS (429) */
  async update(
    actor: Principal,
    { currentPassword, ...changes }: UpdateMeDto,
    caller: Caller,
    ifMatch: number | undefined,
  ): Promise<UserResponse> {
    const confirmed =
      changes.email === undefined
        ? undefined
        : await this.confirmation.assert(actor, currentPassword, caller);
    const { before, after } = await this.prisma.$transaction(async (tx) => {
      await lockUser(tx, actor.userId);
      if (confirmed) await this.confirmation.assertStill(tx, confirmed, currentPassword ?? '');
      const before = await tx.user.findUniqueOrThrow({ where: { id: actor.userId } });
      assertFresh(before, ifMatch);
      const facts = diff(before, changes);
      if (Object.keys(facts).length === 0) return { before, after: before };
      if (facts['email']) {
        await assertEmailFree(tx, changes.email ?? '');
        await this.tokens.endAll(tx, actor.userId);
      }
      const data = { ...changes, version: { increment: 1 } };
      const after = await tx.user.update({ where: { id: actor.userId }, data });
      await this.journal.record(tx, actor, {
        action: 'user.updated',
        entity: 'user',
        entityId: after.id,
        ownerId: after.id,
        facts,
      });
      return { before, after };
    });
    this.directory.forget();
    if (before.email !== after.email)
      this.mailer.send(writeMail(before.email, addressChangedLetter(after.fullName)));
    return toUserResponse(after);
  }
}
