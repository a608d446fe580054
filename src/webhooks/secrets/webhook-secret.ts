import { randomBytes } from 'node:crypto';

const PREFIX = 'whsec_';

/** As Standard Webhooks writes it: `whsec_`, by which secret scanners know it, and 256 random bits in base64. */
export function newWebhookSecret(): string {
  return PREFIX + randomBytes(32).toString('base64');
}

/** The key that signs. */
export function keyOf(secret: string): Buffer {
  return Buffer.from(secret.slice(PREFIX.length), 'base64');
}
