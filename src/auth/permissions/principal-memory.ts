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

  /** @param key the session or the key, never what only looks like one: the memory must not be filled with guesses */
  recall(key: string, load: () => Promise<Principal | null>): Promise<Principal | null> {
    const now = performance.now();
    const known = this.remembered.get(key);
    if (known && known.until > now) return known.principal;
    if (this.remembered.size >= MOST_REMEMBERED) this.remembered.clear();
    const principal = load();
    this.remembered.set(key, { until: now + REMEMBER_MS, principal });
    // A failed look-up must not be remembered as an answer.
    principal.catch(() => this.remembered.delete(key));
    return principal;
  }

  /** This replica forgets at once; the others within a second. */
  forget(): void {
    this.remembered.clear();
  }
}
