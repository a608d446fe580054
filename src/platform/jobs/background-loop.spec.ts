import { describe, expect, it } from '@jest/globals';
import { BackgroundLoop } from './background-loop.js';

describe('work beside the requests', () => {
  const fail = (error: unknown): never => {
    throw error;
  };

  it.each([0, 1, 2, 3, 4, 5, 6])('is nudged by what comes %i moments after a round', async (moments) => {
    let rounds = 0;
    const loop = new BackgroundLoop(() => {
      rounds += 1;
      if (rounds === 1) void later(moments);
      return Promise.resolve();
    }, fail);
    const later = async (left: number): Promise<void> => {
      for (; left > 0; left -= 1) await Promise.resolve();
      loop.nudge();
    };
    loop.nudge();
    await new Promise(setImmediate);
    expect(rounds).toBe(2);
  });

  it('that fails waits for the next nudge', async () => {
    let rounds = 0;
    const failures: unknown[] = [];
    const loop = new BackgroundLoop(
      () => {
        rounds += 1;
        loop.nudge();
        return Promise.reject(new Error(`round ${rounds}`));
      },
      (error) => void failures.push(error),
    );
    loop.nudge();
    await new Promise(setImmediate);
    expect([rounds, failures.length]).toEqual([1, 1]);
  });
});
