import { DomainError } from '../../platform/errors/index.js';

export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 128;

/**
 * Length, and no words that an attacker tries first for this very account; no composition rules (ASVS 6.2.5).
 * @throws DomainError PASSWORD_CONTEXT when the password holds the product's name or the user's own
 */
export function assertAcceptablePassword(
  password: string,
  user: { email: string; fullName: string },
  pointer = '/password',
): void {
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
