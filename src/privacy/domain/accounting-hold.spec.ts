import { describe, expect, it } from '@jest/globals';
import { heldUntil } from './accounting-hold.js';

describe('the accounting hold', () => {
  it('lasts ten years from the last sale', () => {
    expect(heldUntil('2020-06-15', '2026-11-27')).toBe('2030-06-15');
    expect(heldUntil('2016-11-28', '2026-11-27')).toBe('2026-11-28');
    expect(heldUntil('2016-11-27', '2026-11-27')).toBeNull();
    expect(heldUntil('2024-02-29', '2026-11-27')).toBe('2034-03-01');
  });

  it('needs a sale', () => {
    expect(heldUntil(null, '2026-11-27')).toBeNull();
  });
});
