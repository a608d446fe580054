import { DomainError } from '../../platform/errors/index.js';
import { isCommonPassword } from './common-passwords.js';

export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 128;

/**
 * Not one that is tried first, by everybody or for this very account; no composition rules (ASVS 6.2.4, 6.2.5, 6.2.11).
 * @throws DomainError PASSWORD_COMMON when it is widely used or breached,
 *   PASSWORD_CONTEXT when it holds the product's name or the user's own
 */
export function assertAcceptablePassword(
  password: string,
  user: { email: string; fullName: string },
  pointer = '/password',
): void {
  if (isCommonPassword(password))
    throw DomainError.field(
      pointer,
      'PASSWORD_COMMON',
      'This password is among those that are guessed first: take another, a few unrelated words for example.',
    );
  const candidates = ['nexus', 'tsvapo', user.email.split('@', 1)[0] ?? '', ...user.fullName.split(/\s+/)];
  const plain = password.toLowerCase();
  const found = candidates
    .map((word) => word.toLowerCase())
    .find((word) => word.length >= 4 && plain.includes(word));
  if (found)
    throw DomainError.field(
      pointer,
      'PASSWORD_CONTEXT',
      'The password must not contain your name, your address or the name of the product.',
    );
}
