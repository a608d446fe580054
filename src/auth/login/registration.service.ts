import { Injectable } from '@nestjs/common';
import { JournalService } from '../../platform/journal/index.js';
import { PrismaService, type Tx } from '../../platform/prisma/prisma.service.js';
import { SecurityLog } from '../audit/security-log.service.js';
import { LinkLimiter } from '../links/link-limiter.js';
import type { Caller } from './caller.js';
import type { RegisterDto } from './dto/register.dto.js';
import { PasswordHasher } from './password-hasher.js';
import { PasswordRules } from './password-rules.service.js';

/** Asking for an account, which an admin then opens. */
@Injectable()
export class Registration {
  constructor(
    private readonly prisma: PrismaService,
    private readonly hasher: PasswordHasher,
    private readonly rules: PasswordRules,
    private readonly limiter: LinkLimiter,
    private readonly journal: JournalService,
    private readonly log: SecurityLog,
  ) {}

  /**
   * Creates a PENDING agent; a known address is only noted, in the same time and with the same answer.
   * @throws DomainError PASSWORD_COMMON, PASSWORD_CONTEXT, PASSWORD_BREACHED (400), TOO_MANY_REGISTRATIONS (429)
   */
  async ask({ password, ...fields }: RegisterDto, caller: Caller): Promise<void> {
    await this.rules.assertAcceptable(password, fields);
    await this.limiter.countRegistration(caller.address);
    const passwordHash = await this.hasher.hash(password);
    const { id, action } = await this.prisma.$transaction((tx) =>
      this.write(tx, { ...fields, passwordHash }, caller),
    );
    this.log.tell(action, 'done', id, caller);
  }

  private async write(
    tx: Tx,
    data: { email: string; fullName: string; passwordHash: string },
    { address, requestId }: Caller,
  ): Promise<{ id: string; action: `user.${string}` }> {
    const { count } = await tx.user.createMany({ data: [data], skipDuplicates: true });
    const { email } = data;
    const { id } = await tx.user.findUniqueOrThrow({ where: { email }, select: { id: true } });
    const action = count === 1 ? 'user.registered' : 'user.registered-again';
    // Whoever registers a known address is not known to be its owner.
    const actor = { userId: count === 1 ? id : null, requestId };
    await this.journal.record(tx, actor, {
      ...{ action, entity: 'user', entityId: id, ownerId: id },
      facts: { address },
    });
    return { id, action };
  }
}
