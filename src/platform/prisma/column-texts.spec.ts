import { describe, expect, it } from '@jest/globals';
import { isoOf, RowWriter } from './column-texts.js';

describe('an instant as PostgreSQL sends it', () => {
  it('is told in UTC with three digits, whatever was sent', () => {
    const sent = {
      '2026-11-28 13:20:29+00': '2026-11-28T13:20:29.000Z',
      '2026-11-28 13:20:29.1+00': '2026-11-28T13:20:29.100Z',
      '2026-11-28 13:20:29.09+00': '2026-11-28T13:20:29.090Z',
      '2026-11-28 13:20:29.123+00': '2026-11-28T13:20:29.123Z',
      '2026-11-28 13:20:29.123999+00': '2026-11-28T13:20:29.123Z',
      '2026-11-29 00:20:29.09+01': '2026-11-28T23:20:29.090Z',
      '2026-11-28 18:50:29+05:30': '2026-11-28T13:20:29.000Z',
    };
    for (const [text, told] of Object.entries(sent)) expect([text, isoOf(text)]).toEqual([text, told]);
  });
});

describe('a row as JSON', () => {
  const writer = new RowWriter({ id: 'plain', name: 'text', size: 'json', at: 'instant', tags: 'texts' });
  const read = (...texts: (string | null)[]): unknown => JSON.parse(`{${writer.membersOf(texts)}}`);

  it('has every kind of column, and null for what has no value', () => {
    expect(read('x', 'a "b" \\ \n è', '1e-07', '2026-11-28 13:20:29+00', '{a,"b \\"c\\"",NULL}')).toEqual({
      ...{ id: 'x', name: 'a "b" \\ \n è', size: 1e-7, at: '2026-11-28T13:20:29.000Z' },
      tags: ['a', 'b "c"', null],
    });
    expect(read(null, '', null, null, '{}')).toEqual({ id: null, name: '', size: null, at: null, tags: [] });
  });
});
