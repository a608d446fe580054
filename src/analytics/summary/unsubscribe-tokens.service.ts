import { Injectable } from '@nestjs/common';
import { SealingKeys } from '../../auth/index.js';
import { AppConfig } from '../../platform/config/config.js';
import { DomainError } from '../../platform/errors/index.js';

const PURPOSE = 'summary-unsubscribe';
const TOKEN = /^([\w-]{12})([\w-]{40,150})$/;

/** What stands in a letter to end the letters: whose they are, sealed, so that nobody can make one for somebody else. */
@Injectable()
export class UnsubscribeTokens {
  private readonly keys: SealingKeys;

  constructor(config: AppConfig) {
    this.keys = new SealingKeys(config, PURPOSE);
  }

  for(userId: string): string {
    const { sealed, keyId } = this.keys.close(userId, PURPOSE);
    return keyId + Buffer.from(sealed).toString('base64url');
  }

  /** @throws DomainError NOT_FOUND */
  userOf(token: string): string {
    const [, keyId, sealed] = TOKEN.exec(token) ?? [];
    if (keyId === undefined || sealed === undefined) throw unknownLetter();
    try {
      return this.keys.disclose(Buffer.from(sealed, 'base64url'), keyId, PURPOSE);
    } catch (error) {
      // Not sealed here, altered, or by a key that was given up: whatever it is, it opens nothing.
      throw unknownLetter(error);
    }
  }
}

function unknownLetter(cause?: unknown): DomainError {
  return new DomainError('not-found', 'NOT_FOUND', 'There is no such letter, or its link is too old.', {
    cause,
  });
}
