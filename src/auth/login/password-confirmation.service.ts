import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import type { User } from '../../platform/prisma/generated/client.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { LoginFailures } from '../audit/login-failures.service.js';
import { LoginLimiter } from './login-limiter.js';
import type { Caller } from './caller.js';
import { PasswordHasher } from './password-hasher.js';

/** Asks for the password again before a change that could hand the account to somebody else. */
@Injectable()
export class PasswordConfirmation {
  constructor(
    private readonly prisma: PrismaService,
    private readonly hasher: PasswordHasher,
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
      throw DomainError.field('/currentPassword', 'PASSWORD_WRONG', 'The current password is wrong.');
    }
    await this.limiter.forgive(user.email, caller.address);
    return user;
  }
}
