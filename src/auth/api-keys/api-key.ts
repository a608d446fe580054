import { createHash, randomBytes } from 'node:crypto';

const KEY = /^Bearer +(nxk_[\w-]{43})$/i;

/** `nxk_`, by which secret scanners know it, and 256 random bits in base64url. */
export function newApiKey(): string {
  return `nxk_${randomBytes(32).toString('base64url')}`;
}

/**
 * Only this is stored. A plain hash is enough, and has to be fast, for it is looked up at every request: 256 random bits
 * can't be guessed from their hash as a password can, however fast the guessing.
 */
export function apiKeyHash(key: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(key).digest());
}

/** The start of a key, by which its owner tells it from others: 24 of its 256 bits. */
export function hintOf(key: string): string {
  return key.slice(0, 8);
}

/** The key in an `Authorization` header; undefined: there is none, or another kind of credential. */
export function apiKeyIn(authorization: string | undefined): string | undefined {
  return KEY.exec(authorization ?? '')?.[1];
}
