import { describe, expect, it } from '@jest/globals';
import { withoutSecrets } from './without-secrets.js';

describe('a path in the log', () => {
  it('keeps ids and loses secret addresses', () => {
    const id = '/api/v1/visits/0199a0b1-7c1e-7f4e-8a52-3a1f0e6f2c11/check-in';
    expect(withoutSecrets(id)).toBe(id);
    expect(withoutSecrets(`/api/v1/calendar/${'aB3_-'.repeat(9).slice(0, 43)}.ics`)).toBe(
      '/api/v1/calendar/[secret].ics',
    );
  });
});
