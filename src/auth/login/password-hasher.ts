import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';

/** argon2id with OWASP's minimum of memory: 19 MiB, two passes. */
const PARAMETERS = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const ARGON2ID = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),/;

@Injectable()
export class PasswordHasher {
  /** Compared when there is no such user, so that the answer takes as long. */
  private readonly nobody = hash('nobody has this password', PARAMETERS);

  hash(password: string): Promise<string> {
    return hash(password, PARAMETERS);
  }

  /** Takes the same time whether or not there is a hash to compare with. */
  async matches(password: string, stored: string | null | undefined): Promise<boolean> {
    const same = await verify(stored ?? (await this.nobody), password);
    return same && Boolean(stored);
  }

  /** Whether a hash was made with less than today's parameters, and has to be made again while the password is at hand. */
  isWeak(stored: string): boolean {
    const [, memory = 0, passes = 0] = (ARGON2ID.exec(stored) ?? []).map(Number);
    return memory < PARAMETERS.memoryCost || passes < PARAMETERS.timeCost;
  }
}
