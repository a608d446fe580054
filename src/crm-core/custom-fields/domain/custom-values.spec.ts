import { describe, expect, it } from '@jest/globals';
import type { CustomFieldRule } from './custom-field.js';
import { readCustomValues } from './custom-values.js';

const rule = (
  key: string,
  type: CustomFieldRule['type'],
  more: Partial<CustomFieldRule> = {},
): CustomFieldRule => ({
  ...{ key, type, required: false, archived: false, choices: [] },
  ...{ minLength: null, maxLength: null, minimum: null, maximum: null, earliest: null, latest: null },
  ...more,
});

const RULES = [
  rule('nickname', 'TEXT', { minLength: 2, maxLength: 5 }),
  rule('litres', 'NUMBER', { minimum: 0, maximum: 100 }),
  rule('since', 'DATE', { earliest: '2020-01-01', latest: '2029-12-31' }),
  rule('colour', 'CHOICE', { choices: ['rosso', 'blu'], required: true }),
  rule('franchise', 'FLAG'),
  rule('old', 'TEXT', { archived: true, required: true }),
];

describe('the values of custom fields', () => {
  it('are taken as their type says, trimmed, and merged key by key; null or an empty text clears', () => {
    const before = { nickname: 'Bar', colour: 'blu', litres: 3 };
    const given = { nickname: ' Lucio ', litres: null, since: '2024-02-29', franchise: false };
    expect(readCustomValues(RULES, given, before)).toEqual({
      values: { nickname: 'Lucio', colour: 'blu', since: '2024-02-29', franchise: false },
      problems: [],
    });
    expect(readCustomValues(RULES, { nickname: '  ' }, before).values).toEqual({ colour: 'blu', litres: 3 });
  });

  it.each([
    ['nickname', 3, 'NOT_TEXT'],
    ['nickname', 'x', 'TOO_SHORT'],
    ['nickname', 'abcdef', 'TOO_LONG'],
    ['litres', '3', 'NOT_A_NUMBER'],
    ['litres', NaN, 'NOT_A_NUMBER'],
    ['litres', -1, 'TOO_SMALL'],
    ['litres', 101, 'TOO_LARGE'],
    ['since', '2025-02-29', 'NOT_A_DATE'],
    ['since', '01/02/2025', 'NOT_A_DATE'],
    ['since', '2019-12-31', 'TOO_EARLY'],
    ['since', '2030-01-01', 'TOO_LATE'],
    ['colour', 'verde', 'NOT_A_CHOICE'],
    ['colour', ['rosso'], 'NOT_A_CHOICE'],
    ['franchise', 'true', 'NOT_A_FLAG'],
    ['old', 'new', 'FIELD_ARCHIVED'],
    ['other', 'x', 'UNKNOWN_FIELD'],
    ['colour', null, 'REQUIRED'],
  ])('%s refuses %j: %s', (key, value, code) => {
    const { problems } = readCustomValues(RULES, { [key]: value }, { colour: 'blu' });
    expect(problems).toEqual([{ pointer: `/custom/${key}`, code, detail: expect.stringContaining(key) }]);
  });

  it('are asked for where a new row needs them, and not of a row that stood before', () => {
    expect(readCustomValues(RULES, {}).problems).toMatchObject([
      { pointer: '/custom/colour', code: 'REQUIRED' },
    ]);
    expect(readCustomValues(RULES, undefined).problems).toHaveLength(1);
    expect(readCustomValues(RULES, { litres: 1 }, {}).problems).toEqual([]);
  });

  it('of an archived field stay, and may be sent back as they are or cleared', () => {
    const before = { old: 'kept', colour: 'blu' };
    expect(readCustomValues(RULES, { old: 'kept' }, before)).toEqual({ values: before, problems: [] });
    expect(readCustomValues(RULES, { old: null }, before).values).toEqual({ colour: 'blu' });
  });

  it('escape what a pointer would take for its own', () => {
    expect(readCustomValues([], { 'a/b~c': 1 }).problems[0]?.pointer).toBe('/custom/a~1b~0c');
  });
});
