import { describe, expect, it } from '@jest/globals';
import { newSeed, otpauthUrl, stepOf } from './totp.js';

// RFC 6238, appendix B: the SHA-1 seed "12345678901234567890", with the last six of its eight digits.
const RFC_SEED = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const at = (seconds: number): Date => new Date(seconds * 1000);

describe('the codes of an authenticator app', () => {
  it.each([
    [59, '287082', 1],
    [1_111_111_109, '081804', 37_037_036],
    [1_234_567_890, '005924', 41_152_263],
    [20_000_000_000, '353130', 666_666_666],
  ])('are those of RFC 6238 at %d seconds', (seconds, code, step) => {
    expect(stepOf(RFC_SEED, code, at(seconds))).toBe(step);
  });

  it('are taken one step early or late, and no more', () => {
    const steps = [-60, -30, 0, 30, 60].map((late) => stepOf(RFC_SEED, '005924', at(1_234_567_890 + late)));
    expect(steps).toEqual([null, 41_152_263, 41_152_263, 41_152_263, null]);
  });

  it.each(['', '00592', '0059240', '00592a', '٠٠٥٩٢٤', ' 005924'])('are not %j', (code) => {
    expect(stepOf(RFC_SEED, code, at(1_234_567_890))).toBeNull();
  });

  it('come from seeds of 160 bits, told to the app with its name and the address', () => {
    const seed = newSeed();
    expect(seed).toMatch(/^[A-Z2-7]{32}$/);
    expect(newSeed()).not.toBe(seed);
    const url = new URL(otpauthUrl(seed, 'anna@example.test'));
    expect([url.protocol, decodeURIComponent(url.pathname)]).toEqual([
      'otpauth:',
      expect.stringMatching(/NEXUS-CRM:anna@example\.test$/),
    ]);
    expect(url.searchParams.get('secret')).toBe(seed);
  });
});
