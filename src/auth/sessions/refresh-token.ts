import { createHash, hkdfSync, randomBytes } from 'node:crypto';
import { seal, unseal } from '../secrets/sealed.js';

/** 256 random bits, base64url. */
export function newRefreshToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Only this is stored. */
export function hashOf(refreshToken: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(refreshToken).digest());
}

/**
 * Keeps the successor beside the spent token, so that a client whose answer was lost gets the very same one when it asks
 * again within the grace. Only who shows the spent token can read it: neither the database alone nor any key of the
 * server opens it, so that replicas agree whatever keys they are configured with.
 */
export function sealSuccessor(successor: string, spent: string): Uint8Array<ArrayBuffer> {
  return seal(successor, keyFrom(spent));
}

/** @throws Error when it was not sealed with this token */
export function unsealSuccessor(sealed: Uint8Array, spent: string): string {
  return unseal(sealed, keyFrom(spent));
}

function keyFrom(refreshToken: string): Buffer {
  return Buffer.from(hkdfSync('sha256', refreshToken, '', 'refresh-successor', 32));
}
