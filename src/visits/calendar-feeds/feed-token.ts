import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits in base64url: the secret part of a feed's address. */
export function newFeedToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Only this is stored. A plain hash is enough for 256 random bits, and a look-up by it takes as long for any guess. */
export function feedTokenHash(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(token).digest());
}
