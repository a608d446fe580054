import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { JournalService } from '../../platform/journal/index.js';
import { Mailer, writeMail } from '../../platform/mail/index.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import type { Caller } from '../login/caller.js';
import { resetLetter } from './letters.js';
import { LinkLimiter } from './link-limiter.js';
import { LINK_USES } from './link-uses.js';
import { lockUser } from './links.queries.js';
import { OneTimeTokens } from './one-time-tokens.service.js';

/** Who has forgotten the password gets a letter. */
@Injectable()
export class PasswordRecovery implements OnModuleDestroy {
  private readonly logger = new Logger(PasswordRecovery.name);
  private readonly underWay = new Set<Promise<void>>();

  constructor(
    private readonly prisma: PrismaService,
    private readonly tokens: OneTimeTokens,
    private readonly limiter: LinkLimiter,
    private readonly journal: JournalService,
    private readonly mailer: Mailer,
  ) {}

  /**
   * Only counts; whether there is such an account is looked up after the answer, so that no time can tell.
   * @throws DomainError TOO_MANY_LINKS (429)
   */
  async ask(email: string, caller: Caller): Promise<void> {
    if (!(await this.limiter.countRequest(email, caller.address))) return;
    const done = this.write(email, caller)
      .catch((error: unknown) => this.logger.error({ err: error }, 'a letter could not be written'))
      .finally(() => this.underWay.delete(done));
    this.underWay.add(done);
  }

  /** What was asked for is written before the database connection closes. */
  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.underWay);
  }

  private async write(email: string, caller: Caller): Promise<void> {
    const found = await this.prisma.user.findUnique({ where: { email }, select: { id: true } });
    if (!found) return;
    const letter = await this.prisma.$transaction(async (tx) => {
      await lockUser(tx, found.id);
      const user = await tx.user.findUnique({ where: { id: found.id, email } });
      if (user?.status !== LINK_USES.PASSWORD_RESET.status) return undefined;
      const { link } = await this.tokens.issue(tx, user.id, 'PASSWORD_RESET');
      await this.journal.record(tx, null, {
        action: 'user.password-reset-requested',
        entity: 'user',
        entityId: user.id,
        ownerId: user.id,
        facts: { address: caller.address, requestId: caller.requestId },
      });
      return resetLetter(user.fullName, link);
    });
    if (letter) this.mailer.send(writeMail(email, letter));
  }
}
