import { describe, expect, it } from '@jest/globals';
import { membersGathered } from './query-members.js';

const gather = (query: object) => membersGathered(query, { type: 'query' });

describe('members of an object in a query', () => {
  it('are gathered, with a point or in brackets', () => {
    expect(
      gather({ q: 'bar', 'custom.colour': 'rosso', 'custom[shape]': 'tondo', 'custom.litres.min': '1' }),
    ).toEqual({ q: 'bar', custom: { colour: 'rosso', shape: 'tondo', 'litres.min': '1' } });
  });

  it('are left alone where the name is one that every object has, or the object is there itself', () => {
    for (const query of [
      { 'custom.__proto__': 'x' },
      { 'custom.constructor': 'x' },
      { custom: 'x', 'custom.colour': 'rosso' },
      { '.colour': 'x' },
      { 'custom.': 'x' },
    ])
      expect(gather(query)).toEqual(query);
    expect({}).not.toHaveProperty('colour');
  });

  it('belong to queries alone', () => {
    const body = { 'custom.colour': 'rosso' };
    expect(membersGathered(body, { type: 'body' })).toBe(body);
  });
});
