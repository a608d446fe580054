import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { JournalService } from '../../platform/journal/index.js';
import { Mailer, writeMail } from '../../platform/mail/index.js';
import { PrismaService, type Tx } from '../../platform/prisma/prisma.service.js';
import { secondFactorLetter } from '../links/letters.js';
import { lockUser } from '../links/links.queries.js';
import { PrincipalDirectory } from '../permissions/principal-directory.js';
import { SessionService } from '../sessions/session.service.js';
import type { RecoveryCodesResponse } from './dto/second-factor.response.js';
import { newRecoveryCodes, recoveryCodeHash } from './recovery-code.js';

export interface SecondFactorChange {
  action:
    | 'user.second-factor-enabled'
    | 'user.second-factor-replaced'
    | 'user.second-factor-disabled'
    | 'user.second-factor-reset'
    | 'user.recovery-codes-renewed';
  /** Whether the user gets new recovery codes; those before are worth nothing any more. */
  renewCodes: boolean;
  /** Whether sessions end that came about before the change. */
  endSessions: boolean;
}

/** What every change of a second factor brings with it: sessions end, the journal knows, the user is told. */
@Injectable()
export class SecondFactorChanges {
  constructor(
    private readonly prisma: PrismaService,
    private readonly sessions: SessionService,
    private readonly directory: PrincipalDirectory,
    private readonly journal: JournalService,
    private readonly mailer: Mailer,
  ) {}

  /**
   * @param change makes it, in the transaction of all the rest
   * @param userId whose second factor it is; the actor's own, unless an admin resets another's
   */
  async make(
    actor: Principal,
    change: (tx: Tx) => Promise<SecondFactorChange>,
    userId = actor.userId,
  ): Promise<RecoveryCodesResponse> {
    const { user, recoveryCodes } = await this.prisma.$transaction(async (tx) => {
      await lockUser(tx, userId);
      const { action, renewCodes, endSessions } = await change(tx);
      const recoveryCodes = renewCodes ? await this.renewCodes(tx, userId) : [];
      // One's own session goes on; of somebody else's account none does.
      if (endSessions)
        await this.sessions.revokeAll(tx, userId, actor.userId === userId ? actor.sessionId : undefined);
      await this.journal.record(tx, actor, { action, entity: 'user', entityId: userId, ownerId: userId });
      const user = await tx.user.findUniqueOrThrow({ where: { id: userId } });
      return { user, recoveryCodes };
    });
    this.directory.forget();
    this.mailer.send(writeMail(user.email, secondFactorLetter(user.fullName)));
    return { recoveryCodes };
  }

  private async renewCodes(tx: Tx, userId: string): Promise<string[]> {
    const codes = newRecoveryCodes();
    await tx.recoveryCode.deleteMany({ where: { userId } });
    await tx.recoveryCode.createMany({
      data: codes.map((code) => ({ userId, codeHash: recoveryCodeHash(code) })),
    });
    return codes;
  }
}
