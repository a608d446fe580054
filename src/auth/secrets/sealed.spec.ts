import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { seal, unseal } from './sealed.js';

describe('a sealed text', () => {
  const key = randomBytes(32);

  it('opens with its key for its owner, and looks different each time', () => {
    expect(unseal(seal('JBSWY3DP è', key, 'anna'), key, 'anna')).toBe('JBSWY3DP è');
    expect(seal('JBSWY3DP', key)).not.toEqual(seal('JBSWY3DP', key));
  });

  it('stays closed to another key, for another owner, and once a bit was changed', () => {
    const sealed = seal('JBSWY3DP', key, 'anna');
    expect(() => unseal(sealed, randomBytes(32), 'anna')).toThrow();
    expect(() => unseal(sealed, key, 'bruno')).toThrow();
    for (const at of [0, 12, sealed.length - 1]) {
      const changed = Uint8Array.from(sealed, (byte, index) => (index === at ? byte ^ 1 : byte));
      expect(() => unseal(changed, key, 'anna')).toThrow();
    }
  });
});
