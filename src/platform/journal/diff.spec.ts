import { describe, expect, it } from '@jest/globals';
import { Prisma } from '../prisma/generated/client.js';
import { diff } from './diff.js';

describe('what an edit changed', () => {
  it('is told field by field, and only where something changed', () => {
    const before = { name: 'Svapo', amount: new Prisma.Decimal('10.50'), closedAt: null };
    const changes = {
      name: 'Svapo',
      amount: new Prisma.Decimal('10.5'),
      closedAt: new Date('2026-01-01'),
      note: undefined,
    };
    expect(diff(before, changes)).toEqual({ closedAt: { from: null, to: '2026-01-01T00:00:00.000Z' } });
  });

  it('does not take another order of keys for a change', () => {
    const hours = { mon: [['09:00', '12:00']], tue: [] };
    expect(diff({ hours: { tue: [], mon: [['09:00', '12:00']] } }, { hours })).toEqual({});
  });

  it('knows the null of a JSON column', () => {
    expect(diff({ hours: { mon: [] } }, { hours: Prisma.DbNull })).toEqual({
      hours: { from: { mon: [] }, to: null },
    });
    expect(diff({ hours: null }, { hours: Prisma.DbNull })).toEqual({});
  });
});
