import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import type { User } from '../../platform/prisma/generated/client.js';
import type { Caller } from '../login/caller.js';
import { PasswordConfirmation } from '../login/password-confirmation.service.js';
import { SecondFactorCodes } from './second-factor-codes.service.js';

/** What changes of the second factor ask for again: the password, and a code where there is an app already. */
@Injectable()
export class SecondFactorProof {
  constructor(
    private readonly confirmation: PasswordConfirmation,
    private readonly codes: SecondFactorCodes,
  ) {}

  /** For a new app. @throws DomainError PASSWORD_WRONG, TOTP_REQUIRED, TOTP_WRONG (400), TOO_MANY_… (429) */
  async assertForNew(
    actor: Principal,
    password: string,
    code: string | undefined,
    caller: Caller,
  ): Promise<User> {
    const user = await this.confirmation.assert(actor, password, caller);
    if (await this.codes.isOn(user.id)) await this.assertCode(user, code, caller);
    return user;
  }

  /** For the one in use. @throws DomainError SECOND_FACTOR_OFF (409), PASSWORD_WRONG, TOTP_WRONG (400), TOO_MANY_… (429) */
  async assert(actor: Principal, password: string, code: string, caller: Caller): Promise<User> {
    if (!(await this.codes.isOn(actor.userId)))
      throw new DomainError('conflict', 'SECOND_FACTOR_OFF', 'There is no second factor to change.');
    const user = await this.confirmation.assert(actor, password, caller);
    await this.assertCode(user, code, caller);
    return user;
  }

  private async assertCode({ id }: User, code: string | undefined, caller: Caller): Promise<void> {
    if (code === undefined)
      throw DomainError.field('/totp', 'TOTP_REQUIRED', 'This change needs a code of the app in use.');
    if (!(await this.codes.spend(id, code, caller))) throw totpWrong();
  }
}

export function totpWrong(): DomainError {
  return DomainError.field(
    '/totp',
    'TOTP_WRONG',
    'This code is wrong or was used before: wait for the next one.',
  );
}
