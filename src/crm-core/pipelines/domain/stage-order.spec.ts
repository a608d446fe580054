import { describe, expect, it } from '@jest/globals';
import { missingKinds } from './stage-kinds.js';
import { placedAt, without } from './stage-order.js';

describe('the order of stages', () => {
  it('shifts the others when one is placed among them', () => {
    expect(placedAt(['a', 'b', 'c'], 'c', 1)).toEqual(['c', 'a', 'b']);
    expect(placedAt(['a', 'b', 'c'], 'a', 2)).toEqual(['b', 'a', 'c']);
    expect(placedAt(['a', 'b'], 'new', 2)).toEqual(['a', 'new', 'b']);
  });

  it('takes a position beyond the end as the end', () => {
    expect(placedAt(['a', 'b', 'c'], 'a', 99)).toEqual(['b', 'c', 'a']);
    expect(placedAt([], 'new', 5)).toEqual(['new']);
  });

  it('closes the gap of one that leaves', () => {
    expect(without(['a', 'b', 'c'], 'b')).toEqual(['a', 'c']);
  });
});

describe('the kinds of stages', () => {
  it('must all be there', () => {
    expect(missingKinds([{ kind: 'OPEN' }])).toEqual(['WON', 'LOST']);
    expect(missingKinds([{ kind: 'LOST' }, { kind: 'OPEN' }, { kind: 'WON' }])).toEqual([]);
  });
});
