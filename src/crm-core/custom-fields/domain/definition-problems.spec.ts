import { describe, expect, it } from '@jest/globals';
import { definitionProblems } from './definition-problems.js';

const none = {
  ...{ choices: [], minLength: null, maxLength: null },
  ...{ minimum: null, maximum: null, earliest: null, latest: null },
};

describe('the definition of a custom field', () => {
  it('is sound with the limits of its own type', () => {
    expect(definitionProblems({ ...none, type: 'TEXT', minLength: 2, maxLength: 2 })).toEqual([]);
    expect(definitionProblems({ ...none, type: 'CHOICE', choices: ['rosso'] })).toEqual([]);
  });

  it.each([
    [{ type: 'TEXT', minimum: 0 }, '/minimum', 'OF_ANOTHER_TYPE'],
    [{ type: 'FLAG', choices: ['a'] }, '/choices', 'OF_ANOTHER_TYPE'],
    [{ type: 'CHOICE' }, '/choices', 'REQUIRED'],
    [{ type: 'NUMBER', minimum: 2, maximum: 1 }, '/maximum', 'LIMITS_CROSSED'],
    [{ type: 'DATE', earliest: '2026-02-01', latest: '2026-01-31' }, '/latest', 'LIMITS_CROSSED'],
  ] as const)('%j is refused at %s', (limits, pointer, code) => {
    expect(definitionProblems({ ...none, ...limits })).toMatchObject([{ pointer, code }]);
  });
});
