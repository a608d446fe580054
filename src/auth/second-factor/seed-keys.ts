import { hkdfSync } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../platform/config/config.js';
import { seal, unseal } from '../secrets/sealed.js';
import { keyIdOf } from '../sessions/signing-keys.js';

export interface SealedSeed {
  seed: Uint8Array<ArrayBuffer>;
  /** The key that opens it. */
  keyId: string;
}

/** The keys that seal the seeds of authenticator apps: one that seals and, while keys are rotated, a second that opens. */
@Injectable()
export class SeedKeys {
  private readonly keys: ReadonlyMap<string, Buffer>;
  private readonly current: string;

  constructor({ totpKey, totpSecondKey }: AppConfig) {
    const live = totpSecondKey ? [totpKey, totpSecondKey] : [totpKey];
    this.keys = new Map(live.map((secret) => [keyIdOf(secret), keyFrom(secret)]));
    this.current = keyIdOf(totpKey);
  }

  /** Bound to its user: copied into another's row, it opens nothing. */
  seal(seed: string, userId: string): SealedSeed {
    return { seed: seal(seed, this.keyOf(this.current), userId), keyId: this.current };
  }

  /** @throws Error when it is sealed with a key that is not configured, or is not this user's */
  open({ seed, keyId }: { seed: Uint8Array; keyId: string }, userId: string): string {
    return unseal(seed, this.keyOf(keyId), userId);
  }

  /** The second key, as far as it is not the one that seals. */
  former(): string | undefined {
    return [...this.keys.keys()].find((keyId) => keyId !== this.current);
  }

  private keyOf(keyId: string): Buffer {
    const key = this.keys.get(keyId);
    if (!key) throw new Error('A seed is sealed with a key that neither TOTP_KEY nor TOTP_SECOND_KEY holds.');
    return key;
  }
}

function keyFrom(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'second-factor-seed', 32));
}
