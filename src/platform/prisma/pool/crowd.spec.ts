import { describe, expect, it } from '@jest/globals';
import { Crowd } from './crowd.js';

describe('the crowd before the pool', () => {
  const crowdOf = (people: number): Crowd => {
    const crowd = new Crowd(2);
    for (let number = 0; number < people; number += 1) crowd.enter(0);
    return crowd;
  };

  it('is let in when it is a burst, and not when it stays', () => {
    const crowd = crowdOf(21);
    expect(crowd.isTooGreat(900)).toBe(false);
    expect(crowd.isTooGreat(1100)).toBe(true);
  });

  it('is never too great while each connection has no more than ten of it', () => {
    expect(crowdOf(20).isTooGreat(60_000)).toBe(false);
  });

  it('lets others in as soon as there is room, and is a burst again once it was half gone', () => {
    const crowd = crowdOf(21);
    crowd.leave();
    crowd.leave();
    expect(crowd.isTooGreat(2000)).toBe(false);
    crowd.enter(2000);
    expect(crowd.isTooGreat(2000)).toBe(true);
    for (let number = 0; number < 10; number += 1) crowd.leave();
    for (let number = 0; number < 11; number += 1) crowd.enter(3000);
    expect(crowd.isTooGreat(3500)).toBe(false);
  });
});
