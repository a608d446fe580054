import { Injectable } from '@nestjs/common';
import { SealingKeys } from '../../auth/index.js';
import { AppConfig } from '../../platform/config/config.js';
import type { WebhookSubscription } from '../../platform/prisma/generated/client.js';

type SecretColumns = Pick<
  WebhookSubscription,
  'id' | 'secret' | 'keyId' | 'formerSecret' | 'formerKeyId' | 'formerUntil'
>;

/** The secrets of the receivers, as the database keeps them. */
@Injectable()
export class WebhookSecrets {
  private readonly keys: SealingKeys;

  constructor(config: AppConfig) {
    this.keys = new SealingKeys(config, 'webhook-secret');
  }

  /** Bound to its webhook: copied into another's row, it opens nothing. */
  seal(secret: string, id: string): { secret: Uint8Array<ArrayBuffer>; keyId: string } {
    const { sealed, keyId } = this.keys.close(secret, id);
    return { secret: sealed, keyId };
  }

  /** The secret and, while it still signs, the one before it. */
  living(row: SecretColumns, now: Date): string[] {
    const { id, formerSecret, formerKeyId, formerUntil } = row;
    const present = this.keys.disclose(row.secret, row.keyId, id);
    if (!formerSecret || !formerKeyId || !formerUntil || formerUntil <= now) return [present];
    return [present, this.keys.disclose(formerSecret, formerKeyId, id)];
  }

  /** The same secrets under the present key. */
  resealed(row: SecretColumns): Partial<SecretColumns> {
    const { id, formerSecret, formerKeyId } = row;
    const present = this.seal(this.keys.disclose(row.secret, row.keyId, id), id);
    if (!formerSecret || !formerKeyId) return present;
    const former = this.seal(this.keys.disclose(formerSecret, formerKeyId, id), id);
    return { ...present, formerSecret: former.secret, formerKeyId: former.keyId };
  }

  /** The key that is being given up, as far as there is one. */
  formerKey(): string | undefined {
    return this.keys.former();
  }
}
