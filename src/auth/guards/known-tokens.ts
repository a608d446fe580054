import type { SignedClaims } from '../sessions/access-token.js';

const MOST_KNOWN = 10_000;
const SECOND_MS = 1000;

/**
 * Tokens that were found to be ours. A signature that was right is right until the token ends, so it is checked once and not at
 * every request; whether the session behind it still stands is asked elsewhere, each time.
 */
export class KnownTokens {
  private readonly claims = new Map<string, SignedClaims>();

  /** @param authorization the whole header */
  find(authorization: string, now: number): SignedClaims | undefined {
    const found = this.claims.get(authorization);
    if (!found) return undefined;
    if (now < found.exp * SECOND_MS) return found;
    this.claims.delete(authorization);
    return undefined;
  }

  keep(authorization: string, claims: SignedClaims): void {
    if (this.claims.size >= MOST_KNOWN) this.claims.clear();
    this.claims.set(authorization, claims);
  }
}
