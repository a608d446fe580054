import { describe, expect, it } from '@jest/globals';
import { StatementNames } from './statement-names.js';

const WRITE = 'INSERT INTO journal (action) VALUES ($1)';

describe('the statements that each connection keeps', () => {
  it('are writes that have come three times, and no reads', () => {
    const names = new StatementNames();
    const askedFor = (text: string): boolean[] => [1, 2, 3].map(() => names.nameOfWrite(text) !== undefined);
    expect(askedFor(WRITE)).toEqual([false, false, true]);
    expect(askedFor(`WITH c AS (${WRITE}) SELECT 1`)).toEqual([false, false, true]);
    expect(askedFor('SELECT 1')).toEqual([false, false, false]);
  });

  it('have a name of their own, which is that of no other text', () => {
    const names = new StatementNames();
    const one = names.nameOf(WRITE);
    expect(names.nameOfWrite(WRITE)).toBe(one);
    expect(names.nameOf('SELECT 1')).not.toBe(one);
  });

  it('are no more than a hundred, however many are asked for', () => {
    const names = new StatementNames();
    const named = Array.from({ length: 120 }, (_, number) => names.nameOf(`SELECT ${number}`));
    expect(named.filter((name) => name !== undefined)).toHaveLength(100);
  });

  it('leave room for hot reads, whatever is written, and are none of many rows at once', () => {
    const names = new StatementNames();
    const thrice = (text: string): string | undefined => [1, 2, 3].map(() => names.nameOfWrite(text))[2];
    expect(thrice(`${WRITE}, ${'($1), '.repeat(5000)}`)).toBeUndefined();
    const named = Array.from({ length: 120 }, (_, number) => thrice(`${WRITE}, ($${number + 2})`));
    expect(named.filter((name) => name !== undefined)).toHaveLength(60);
    expect(names.nameOf('SELECT 1')).toBeDefined();
  });
});
