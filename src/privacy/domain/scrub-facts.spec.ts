import { describe, expect, it } from '@jest/globals';
import { type FactRule, scrubFacts } from './scrub-facts.js';

const rule: FactRule = (name) =>
  ({ fullName: 'erase', custom: 'erase', status: 'keep' })[name] as ReturnType<FactRule>;

describe('journal facts without a person', () => {
  it('lose what a personal field said before and after, and still tell that it was changed', () => {
    const facts = { fullName: { from: 'Rosa', to: 'Rosa Neri' }, status: 'Aperta', 'custom.colour': 'rosso' };
    expect(scrubFacts(facts, rule)).toEqual({
      fullName: '[erased]',
      status: 'Aperta',
      'custom.colour': '[erased]',
    });
  });

  it('lose words that no rule knows, however deep, and keep ids, dates, codes and figures', () => {
    const id = '01999999-9999-7999-8999-999999999999';
    const known = {
      routeId: id,
      at: '2026-01-01T08:00:00.000Z',
      amount: '12.50',
      code: 'OUT_OF_RANGE',
      row: 3,
      is: true,
    };
    expect(
      scrubFacts({ changes: { reason: 'parlato con Rosa', ...known }, list: ['Rosa', id] }, rule),
    ).toEqual({
      changes: { reason: '[erased]', ...known },
      list: ['[erased]', id],
    });
  });

  it('are the same when they are scrubbed again', () => {
    const once = scrubFacts({ reason: 'Rosa', fullName: null }, rule);
    expect(once).toEqual({ reason: '[erased]', fullName: null });
    expect(scrubFacts(once, rule)).toEqual(once);
  });
});
