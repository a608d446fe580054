import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../platform/config/config.js';
import { SealingKeys } from '../secrets/sealing-keys.js';

export interface SealedSeed {
  seed: Uint8Array<ArrayBuffer>;
  /** The key that opens it. */
  keyId: string;
}

/** The keys that seal the seeds of authenticator apps. */
@Injectable()
export class SeedKeys {
  private readonly keys: SealingKeys;

  constructor(config: AppConfig) {
    this.keys = new SealingKeys(config, 'second-factor-seed');
  }

  /** Bound to its user: copied into another's row, it opens nothing. */
  seal(seed: string, userId: string): SealedSeed {
    const { sealed, keyId } = this.keys.close(seed, userId);
    return { seed: sealed, keyId };
  }

  /** @throws Error when it is sealed with a key that is not configured, or is not this user's */
  open({ seed, keyId }: { seed: Uint8Array; keyId: string }, userId: string): string {
    return this.keys.disclose(seed, keyId, userId);
  }

  /** The second key, as far as it is not the one that seals. */
  former(): string | undefined {
    return this.keys.former();
  }
}
