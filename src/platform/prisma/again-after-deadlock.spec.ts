import { describe, expect, it } from '@jest/globals';
import { againAfterDeadlock } from './again-after-deadlock.js';

const deadlock = () => Object.assign(new Error('deadlock detected'), { code: '40P01' });

describe('a transaction that a deadlock ended', () => {
  const failing = (times: number, error: () => Error) => {
    let runs = 0;
    const run = () => {
      runs += 1;
      return runs <= times ? Promise.reject(error()) : Promise.resolve(runs);
    };
    return { run, runs: () => runs };
  };

  it('is run again, and its answer is the last run’s', async () => {
    await expect(againAfterDeadlock(failing(2, deadlock).run)).resolves.toBe(3);
  });

  it('is given up after three runs', async () => {
    const always = failing(9, deadlock);
    await expect(againAfterDeadlock(always.run)).rejects.toThrow('deadlock detected');
    expect(always.runs()).toBe(3);
  });

  it('is not run again for another reason', async () => {
    const wrong = failing(9, () => new Error('no such client'));
    await expect(againAfterDeadlock(wrong.run)).rejects.toThrow('no such client');
    expect(wrong.runs()).toBe(1);
  });
});
