import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import type { User } from '../../platform/prisma/generated/client.js';
import { PrismaService, type Tx } from '../../platform/prisma/prisma.service.js';
import { LoginFailures } from '../audit/login-failures.service.js';
import { LoginLimiter } from './login-limiter.js';
import type { Caller } from './caller.js';
import { PasswordHasher } from './password-hasher.js';
import { StandingPassword } from './standing-password.service.js';

/** Asks for the password again before a change that could hand the account to somebody else. */
@Injectable()
export class PasswordConfirmation {
  constructor(
    private readonly prisma: PrismaService,
    private readonly hasher: PasswordHasher,
    private readonly standing: StandingPassword,
    private readonly limiter: LoginLimiter,
    private readonly failures: LoginFailures,
  ) {}

  /**
   * A wrong password counts like a failed login, so that an open session is no way to guess it.
   * @returns the account of the one who asks
   * @throws DomainError PASSWORD_NEEDED, PASSWORD_WRONG (400), TOO_MANY_LOGINS (429)
   */
  async assert(actor: Principal, password: string | undefined, caller: Caller): Promise<User> {
    if (password === undefined)
      throw DomainError.field(
        '/currentPassword',
        'PASSWORD_NEEDED',
        'This change needs your current password again.',
      );
    const user = await this.prisma.user.findUniqueOrThrow({ where: { id: actor.userId } });
    await this.limiter.count(user.email, caller.address);
    if (!(await this.hasher.matches(password, user.passwordHash))) {
      this.failures.note(user.id, 'wrong current password', caller);
      throw passwordWrong();
    }
    await this.limiter.forgive(user.email, caller.address);
    return user;
  }

  /**
   * Once more in the transaction of the change, so that whoever knew the old password can't outrun its reset.
   * @param confirmed what {@link assert} returned
   * @throws DomainError PASSWORD_WRONG (400)
   */
  async assertStill(tx: Tx, confirmed: User, password: string): Promise<void> {
    if (!(await this.standing.holds(tx, confirmed, password))) throw passwordWrong();
  }
}

function passwordWrong(): DomainError {
  return DomainError.field('/currentPassword', 'PASSWORD_WRONG', 'The current password is wrong.');
}
