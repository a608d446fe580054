import { Injectable } from '@nestjs/common';
import { DomainError } from '../../platform/errors/index.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import type { Caller } from '../login/caller.js';
import { type CodeKind, SecondFactorCodes } from './second-factor-codes.service.js';

/** The step of a login after the right password. */
@Injectable()
export class LoginSecondFactor {
  constructor(private readonly codes: SecondFactorCodes) {}

  /**
   * Call only after the right password: what it says would otherwise tell strangers who has a second factor.
   * @returns what was shown; `none` for an account without a second factor
   * @throws DomainError TOTP_REQUIRED, TOTP_WRONG (401), TOO_MANY_CODES (429)
   */
  async assert(userId: string, code: string | undefined, caller: Caller): Promise<CodeKind | 'none'> {
    if (!(await this.codes.isOn(userId))) return 'none';
    if (code === undefined) throw totpRequired();
    const kind = await this.codes.spend(userId, code, caller);
    if (!kind)
      throw new DomainError(
        'unauthenticated',
        'TOTP_WRONG',
        'This code is wrong or was used before: wait for the next one of your app.',
      );
    return kind;
  }

  /**
   * Once more in the transaction that opens the session.
   * @param tx one that has locked the account
   * @throws DomainError TOTP_REQUIRED (401)
   */
  async assertNone(tx: Tx, userId: string): Promise<void> {
    if ((await tx.secondFactor.count({ where: { userId } })) > 0) throw totpRequired();
  }
}

function totpRequired(): DomainError {
  return new DomainError(
    'unauthenticated',
    'TOTP_REQUIRED',
    'Send the login again with a code of your authenticator app, or a recovery code, as totp.',
  );
}
