import { createHash, createHmac, randomBytes } from 'node:crypto';

/** 256 random bits, base64url. */
export function newRefreshToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Only this is stored. */
export function hashOf(refreshToken: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(refreshToken).digest());
}

/**
 * The token after this one. Derived with the server's key instead of drawn, so that a client whose answer was lost gets
 * the very same successor when it asks again within the grace, without any token being stored in the clear.
 */
export function successorOf(refreshToken: string, secret: string): string {
  return createHmac('sha256', secret).update(`refresh-successor:${refreshToken}`).digest('base64url');
}
