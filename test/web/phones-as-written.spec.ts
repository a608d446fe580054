import { describe, expect, it } from '@jest/globals';
import { phone } from '../../web/src/lib/format/phone.ts';

describe('a telephone number', () => {
  it.each([
    ['+393334455413', '+39 333 445 5413'],
    ['+39333445541', '+39 333 445 541'],
    ['+39024567890', '+39 02 4567890'],
    ['+390432123456', '+39 0432123456'],
    ['+41912345678', '+41912345678'],
  ])('%s is shown as people write it: %s', (kept, shown) => {
    expect(phone(kept)).toBe(shown);
  });
});
