import { describe, expect, it } from '@jest/globals';
import { keyOf, type PresentTarget, targetPlan } from './target-plan.js';

const present: PresentTarget = { id: 't', ownerId: 'anna', month: '2026-11', amount: '100.00', version: 3 };
const known = new Map([[keyOf(present), present]]);
const wanted = { ownerId: 'anna', month: '2026-11' };

describe('targets as somebody wants them', () => {
  it('are written where they differ, with what they were', () => {
    const plan = targetPlan(
      [
        { ...wanted, amount: '120.00' },
        { ...wanted, month: '2026-12', amount: '5.00' },
      ],
      known,
    );
    expect(plan.write.map(({ wanted: { amount }, from }) => [amount, from])).toEqual([
      ['120.00', '100.00'],
      ['5.00', null],
    ]);
  });

  it('are left alone where they are so already, also where there is none and none is wanted', () => {
    const plan = targetPlan(
      [
        { ...wanted, amount: '100.00' },
        { ...wanted, month: '2027-01', amount: null },
      ],
      known,
    );
    expect(plan).toEqual({ write: [], remove: [], unchanged: 2, stale: [] });
  });

  it('are removed by null', () => {
    expect(targetPlan([{ ...wanted, amount: null }], known).remove).toEqual([present]);
  });

  it('are stale when they are based on another version, also on none', () => {
    const versions = [2, 0, 3].map((version) => ({ ...wanted, amount: '1.00', version }));
    expect(targetPlan(versions, known).stale).toEqual([
      { index: 0, currentVersion: 3 },
      { index: 1, currentVersion: 3 },
    ]);
    expect(targetPlan([{ ...wanted, month: '2026-12', amount: '1.00', version: 1 }], known).stale).toEqual([
      { index: 0, currentVersion: 0 },
    ]);
  });
});
