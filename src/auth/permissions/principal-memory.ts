import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { sharing } from '../../platform/prisma/pool/index.js';

/** Changes of rights, status, sessions and keys take effect within this time on every replica. */
const REMEMBER_MS = 1000;
const MOST_REMEMBERED = 10_000;

interface Remembered {
  readonly until: number;
  readonly principal: Promise<Principal | null>;
  /** It need not be waited for. */
  isHere: boolean;
}

/** Who stands behind a credential, remembered for a second: the database is asked at most once a second for each. */
@Injectable()
export class PrincipalMemory {
  private readonly remembered = new Map<string, Remembered>();

  /** @param key names the credential; two of different kinds must not have the same */
  recall(key: string, load: () => Promise<Principal | null>): Promise<Principal | null> {
    const known = this.fresh(key);
    if (known?.isHere) return known.principal;
    return sharing(
      () => this.fresh(key)?.principal,
      () => this.learn(key, load),
    );
  }

  private fresh(key: string): Remembered | undefined {
    const known = this.remembered.get(key);
    return known && known.until > performance.now() ? known : undefined;
  }

  private learn(key: string, load: () => Promise<Principal | null>): Promise<Principal | null> {
    if (this.remembered.size >= MOST_REMEMBERED) this.remembered.clear();
    const learned = { until: performance.now() + REMEMBER_MS, principal: load(), isHere: false };
    this.remembered.set(key, learned);
    const drop = (): void => {
      if (this.remembered.get(key) === learned) this.remembered.delete(key);
    };
    // Neither a failed look-up nor a guess is remembered: guesses must not push out who is known.
    learned.principal.then((found) => (found ? (learned.isHere = true) : drop()), drop);
    return learned.principal;
  }

  /** This replica forgets at once; the others within a second. */
  forget(): void {
    this.remembered.clear();
  }
}
