import { describe, expect, it } from '@jest/globals';
import { COMMON_PASSWORDS } from './common-passwords.data.js';
import { isCommonPassword } from './common-passwords.js';

describe('a common password', () => {
  it.each([
    ['seen in breaches', '1qaz2wsx3edc'],
    ['in another case', 'FinalFantasy'],
    ['padded with digits and signs', 'Password2026!'],
    ['repeated', 'dragondragon'],
    ['of one letter', 'aaaaaaaaaaaa'],
    ['of two letters', 'abababababab'],
    ['counting up', '123456789012'],
    ['counting down', '987654321098'],
    ['the alphabet', 'abcdefghijklmn'],
  ])('is refused when it is %s', (_, password) => {
    expect(isCommonPassword(password)).toBe(true);
  });

  it.each([
    'corretto cavallo batteria 42',
    'una frase lunga e bella',
    'vT9-qm2Lx8#Wd',
    '🐎🔋 è così'.repeat(2) + '!',
  ])('is not %s', (password) => {
    expect(isCommonPassword(password)).toBe(false);
  });

  it('is looked up among more than 3,000', () => {
    expect(COMMON_PASSWORDS.trim().split(/\s+/).length).toBeGreaterThan(3000);
  });
});
