import { DomainError } from '../../platform/errors/index.js';
import { isCommonPassword } from './common-passwords.js';

export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 128;

/**
 * Not one that is tried first, by everybody or for this very account; no composition rules (ASVS 6.2.4, 6.2.5, 6.2.11).
 * @throws DomainError PASSWORD_COMMON when it is widely used or breached,
 *   PASSWORD_CONTEXT when it holds the product's name, the user's own, or that of their mail domain
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
  const [mailbox = '', domain = ''] = user.email.split('@');
  // A company's name is the first part of where its people receive mail.
  const companies = domain.split('.').slice(0, -1);
  const candidates = ['nexus', 'tsvapo', mailbox, ...companies, ...user.fullName.split(/\s+/)];
  const plain = password.toLowerCase();
  const found = candidates
    .map((word) => word.toLowerCase())
    .find((word) => word.length >= 4 && plain.includes(word));
  if (found)
    throw DomainError.field(
      pointer,
      'PASSWORD_CONTEXT',
      'The password must not contain your name, your address, or the name of the company or the product.',
    );
}
