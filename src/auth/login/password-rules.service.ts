import { Injectable } from '@nestjs/common';
import { DomainError } from '../../platform/errors/index.js';
import { BreachedPasswords } from './breached/breached-passwords.service.js';
import { assertAcceptablePassword } from './password-policy.js';

/** Every password that somebody chooses passes here, whichever way it comes. */
@Injectable()
export class PasswordRules {
  constructor(private readonly breached: BreachedPasswords) {}

  /** @throws DomainError PASSWORD_COMMON, PASSWORD_CONTEXT, PASSWORD_BREACHED (400) */
  async assertAcceptable(
    password: string,
    user: { email: string; fullName: string },
    pointer = '/password',
  ): Promise<void> {
    assertAcceptablePassword(password, user, pointer);
    if (await this.breached.contain(password))
      throw DomainError.field(
        pointer,
        'PASSWORD_BREACHED',
        'This password stands in a list of stolen ones: take another, a few unrelated words for example.',
      );
  }
}
