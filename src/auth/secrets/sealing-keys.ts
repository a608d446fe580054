import { hkdfSync } from 'node:crypto';
import type { AppConfig } from '../../platform/config/config.js';
import { keyIdOf } from '../sessions/signing-keys.js';
import { seal, unseal } from './sealed.js';

export interface Sealed {
  sealed: Uint8Array<ArrayBuffer>;
  /** The key that opens it. */
  keyId: string;
}

/** The keys for secrets that the database keeps: one that seals and, while keys are rotated, a second that opens. */
export class SealingKeys {
  private readonly keys: ReadonlyMap<string, Buffer>;
  private readonly current: string;

  /** @param purpose what is sealed; each purpose has keys of its own, derived from the configured ones */
  constructor({ totpKey, totpSecondKey }: Pick<AppConfig, 'totpKey' | 'totpSecondKey'>, purpose: string) {
    const live = totpSecondKey ? [totpKey, totpSecondKey] : [totpKey];
    this.keys = new Map(
      live.map((secret) => [keyIdOf(secret), Buffer.from(hkdfSync('sha256', secret, '', purpose, 32))]),
    );
    this.current = keyIdOf(totpKey);
  }

  /** @param owner the row it belongs to: copied into another's, it opens nothing */
  close(secret: string, owner: string): Sealed {
    return { sealed: seal(secret, this.keyOf(this.current), owner), keyId: this.current };
  }

  /** @throws Error when it is sealed with a key that is not configured, or is not this owner's */
  disclose(sealed: Uint8Array, keyId: string, owner: string): string {
    return unseal(sealed, this.keyOf(keyId), owner);
  }

  /** The second key, as far as it is not the one that seals. */
  former(): string | undefined {
    return [...this.keys.keys()].find((keyId) => keyId !== this.current);
  }

  private keyOf(keyId: string): Buffer {
    const key = this.keys.get(keyId);
    if (!key)
      throw new Error('Something is sealed with a key that neither TOTP_KEY nor TOTP_SECOND_KEY holds.');
    return key;
  }
}
