import { describe, expect, it } from '@jest/globals';
import { canonical } from './canonical.js';

describe('the one spelling of a body', () => {
  it('knows no order of members, but one of elements', () => {
    expect(canonical({ b: 1, a: { d: [1, 2], c: null } })).toBe('{"a":{"c":null,"d":[1,2]},"b":1}');
    expect(canonical({ a: { c: null, d: [1, 2] }, b: 1 })).toBe(
      canonical({ b: 1, a: { d: [1, 2], c: null } }),
    );
    expect(canonical([1, 2])).not.toBe(canonical([2, 1]));
  });

  it('tells apart what differs in type alone, and no body from an empty one', () => {
    const all = [1, '1', true, 'true', null, {}, [], '', { a: undefined, b: 1 }].map((value) =>
      canonical(value),
    );
    expect(new Set(all).size).toBe(all.length);
    expect(canonical(undefined)).toBe('null');
  });

  it('does no harm on a body of any depth', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(200_000)}${']'.repeat(200_000)}`);
    expect(canonical(deep)).toMatch(/^\[+null\]+$/);
  });
});
