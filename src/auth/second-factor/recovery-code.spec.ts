import { describe, expect, it } from '@jest/globals';
import { newRecoveryCodes, recoveryCodeHash } from './recovery-code.js';

describe('recovery codes', () => {
  it('are ten of 120 bits each, no two alike', () => {
    const codes = [...newRecoveryCodes(), ...newRecoveryCodes()];
    expect(new Set(codes).size).toBe(20);
    for (const code of codes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/);
  });

  it('are the same without dashes, with spaces and in small letters, and no other is', () => {
    const [one = '', other = ''] = newRecoveryCodes();
    const typed = ` ${one.replaceAll('-', ' ').toLowerCase()} `;
    expect(recoveryCodeHash(typed)).toEqual(recoveryCodeHash(one));
    expect(recoveryCodeHash(other)).not.toEqual(recoveryCodeHash(one));
  });
});
