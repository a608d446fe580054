import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { JournalService } from '../../platform/journal/index.js';
import { Mailer, writeMail } from '../../platform/mail/index.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { assertMayKeep } from '../roles/role-giving.js';
import { usersWithin } from '../users/users-within.js';
import type { InvitationResponse } from './dto/invitation.response.js';
import { invitationLetter } from './letters.js';
import { LINK_USES } from './link-uses.js';
import { lockUser } from './links.queries.js';
import { OneTimeTokens } from './one-time-tokens.service.js';

/** An admin lets somebody choose the first password. */
@Injectable()
export class Invitations {
  constructor(
    private readonly prisma: PrismaService,
    private readonly tokens: OneTimeTokens,
    private readonly journal: JournalService,
    private readonly mailer: Mailer,
  ) {}

  /**
   * Makes a link and, where there is a mail server, sends it; earlier ones end.
   * @throws DomainError NOT_FOUND, ABOVE_OWN_RIGHTS (403), NOT_PENDING (409)
   */
  async invite(actor: Principal, id: string): Promise<InvitationResponse> {
    const { user, invitation } = await this.prisma.$transaction(async (tx) => {
      await lockUser(tx, id);
      const user = await tx.user.findFirst({
        where: { AND: [{ id }, usersWithin(actor.scope('user:update'))] },
      });
      if (!user) throw DomainError.notFound('user');
      await assertMayKeep(tx, actor, user);
      if (user.status !== LINK_USES.INVITATION.status) throw notPending();
      const invitation = await this.tokens.issue(tx, id, 'INVITATION');
      const facts = { expiresAt: invitation.expiresAt.toISOString() };
      await this.journal.record(tx, actor, {
        action: 'user.invited',
        entity: 'user',
        entityId: id,
        ownerId: id,
        facts,
      });
      return { user, invitation };
    });
    this.mailer.send(writeMail(user.email, invitationLetter(user.fullName, invitation.link)));
    return { ...invitation, mailed: this.mailer.delivers };
  }
}

function notPending(): DomainError {
  return new DomainError(
    'conflict',
    'NOT_PENDING',
    'Only a pending account is invited: an active one resets its own password, a suspended one is activated.',
  );
}
