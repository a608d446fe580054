import { createHash, randomBytes } from 'node:crypto';
import type { OneTimePurpose } from '../../platform/prisma/generated/enums.js';

const MINUTES = 60_000;
const HOURS = 60 * MINUTES;

/** Milliseconds that a link may be used; ASVS 6.4.1 and 6.5.5: the one that resets a password is short-lived. */
export const LIFETIME_MS: Readonly<Record<OneTimePurpose, number>> = {
  INVITATION: 72 * HOURS,
  PASSWORD_RESET: 10 * MINUTES,
};

/** Where the frontend takes each link up. */
const PAGE: Readonly<Record<OneTimePurpose, string>> = {
  INVITATION: 'accept-invitation',
  PASSWORD_RESET: 'reset-password',
};

/** 256 random bits, base64url. */
export function newOneTimeToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Only this is stored. */
export function oneTimeTokenHash(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(token).digest());
}

/** The token stands in the fragment, which no browser sends to a server, in no request line and no Referer. */
export function linkTo(publicUrl: string, purpose: OneTimePurpose, token: string): string {
  return `${publicUrl}/${PAGE[purpose]}#token=${token}`;
}
