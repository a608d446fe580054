import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../platform/config/config.js';

/** A key's name, derived from the key itself: nobody has to choose one, and replicas agree without speaking. */
export function keyIdOf(secret: string): string {
  return createHmac('sha256', secret).update('key-id').digest('base64url').slice(0, 12);
}

/** The keys whose access tokens are accepted: the one that signs and, while keys are rotated, a second one. */
@Injectable()
export class SigningKeys {
  private readonly secrets: ReadonlyMap<string, KeyObject>;

  constructor({ jwtSecret, jwtSecondSecret }: AppConfig) {
    const live = jwtSecondSecret ? [jwtSecret, jwtSecondSecret] : [jwtSecret];
    // As key objects: of a mere text it would be tried anew for each token whether it is a public key.
    this.secrets = new Map(live.map((secret) => [keyIdOf(secret), createSecretKey(secret, 'utf8')]));
  }

  /**
   * The key that a token says it is signed with. A name is only ever looked up in this map: one that is a path or an
   * address leads nowhere, and a key that the token brings along is not read.
   */
  secretFor(token: string): KeyObject | undefined {
    const keyId = headerOf(token)?.['kid'];
    return typeof keyId === 'string' ? this.secrets.get(keyId) : undefined;
  }
}

function headerOf(token: string): Record<string, unknown> | undefined {
  const text = Buffer.from(token.split('.', 1)[0] ?? '', 'base64url').toString('utf8');
  try {
    const header = JSON.parse(text) as unknown;
    return typeof header === 'object' && header !== null ? (header as Record<string, unknown>) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
