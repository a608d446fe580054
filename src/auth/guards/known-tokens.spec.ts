import { describe, expect, it } from '@jest/globals';
import type { SignedClaims } from '../sessions/access-token.js';
import { KnownTokens } from './known-tokens.js';

const CLAIMS: SignedClaims = { sub: 'somebody', sid: 'a session', use: 'access', exp: 1_000 };

describe('tokens that were verified before', () => {
  it('are known until the second at which they end, and not in it', () => {
    const known = new KnownTokens();
    known.keep('Bearer one', CLAIMS);
    expect(known.find('Bearer one', 999_999)).toBe(CLAIMS);
    expect(known.find('Bearer one', 1_000_000)).toBeUndefined();
    expect(known.find('Bearer one', 999_999)).toBeUndefined();
  });

  it('are known by the whole of what was sent', () => {
    const known = new KnownTokens();
    known.keep('Bearer one', CLAIMS);
    for (const other of ['Bearer on', 'Bearer one ', 'bearer one', 'one'])
      expect(known.find(other, 0)).toBeUndefined();
  });

  it('are bounded in number', () => {
    const known = new KnownTokens();
    for (let count = 0; count <= 10_000; count += 1) known.keep(`Bearer ${count}`, CLAIMS);
    expect(known.find('Bearer 0', 0)).toBeUndefined();
    expect(known.find('Bearer 10000', 0)).toBe(CLAIMS);
  });
});
