import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';

/** Changes of rights, status, sessions and keys take effect within this time on every replica. */
const REMEMBER_MS = 1000;
const MOST_REMEMBERED = 10_000;

interface Remembered {
  readonly until: number;
  readonly principal: Promise<Principal | null>;
}

/** Who stands behind a credential, remembered for a second: the database is asked at most once a second for each. */
@Injectable()
export class PrincipalMemory {
  private readonly remembered = new Map<string, Remembered>();

  /** @param key names the credential; two of different kinds must not have the same */
  recall(key: string, load: () => Promise<Principal | null>): Promise<Principal | null> {
    const now = performance.now();
    const known = this.remembered.get(key);
    if (known && known.until > now) return known.principal;
    if (this.remembered.size >= MOST_REMEMBERED) this.remembered.clear();
    const principal = load();
    this.remembered.set(key, { until: now + REMEMBER_MS, principal });
    const drop = (): void => {
      if (this.remembered.get(key)?.principal === principal) this.remembered.delete(key);
    };
    // Neither a failed look-up nor a guess is remembered: guesses must not push out who is known.
    principal.then((found) => (found ? undefined : drop()), drop);
    return principal;
  }

  /** This replica forgets at once; the others within a second. */
  forget(): void {
    this.remembered.clear();
  }
}
