import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What is remembered of an answer besides its status, which each operation has but one of. */
export interface KeptAnswer {
  /** As it goes out; null: no body. */
  body: string | null;
  etag: string | null;
}

/**
 * One use of an Idempotency-Key: who, where, which key. The database gets neither the key nor, in the clear, anything that
 * was sent or answered: both are sealed with what only the key's sender has, so that nothing personal lies there to be read.
 */
export class KeyUse {
  private readonly secret: Buffer;

  constructor(caller: string, operation: string, key: string) {
    const info = JSON.stringify([caller, operation]);
    this.secret = Buffer.from(hkdfSync('sha256', key, 'nexus-crm idempotency', info, 32));
  }

  /** The name of this use in the database. */
  get id(): Buffer {
    return this.derive('id');
  }

  fingerprint(request: string): Buffer {
    return createHmac('sha256', this.derive('fingerprint')).update(request).digest();
  }

  /** Whether what was kept of the first request is the fingerprint of this one. */
  isOf(kept: Uint8Array, request: string): boolean {
    return timingSafeEqual(kept, this.fingerprint(request));
  }

  seal(answer: KeptAnswer): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.derive('answer'), nonce);
    const text = Buffer.concat([cipher.update(JSON.stringify(answer), 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), text]);
  }

  open(sealed: Uint8Array): KeptAnswer {
    const bytes = Buffer.from(sealed);
    const body = NONCE_BYTES + TAG_BYTES;
    const decipher = createDecipheriv(CIPHER, this.derive('answer'), bytes.subarray(0, NONCE_BYTES));
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, body));
    const text = Buffer.concat([decipher.update(bytes.subarray(body)), decipher.final()]);
    return JSON.parse(text.toString('utf8')) as KeptAnswer;
  }

  private derive(purpose: string): Buffer {
    return createHmac('sha256', this.secret).update(purpose).digest();
  }
}
