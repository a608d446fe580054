import { describe, expect, it } from '@jest/globals';
import type { DealStage, DealStatus } from './deal.js';
import { stageChange } from './stage-change.js';
import { secondsInStage, stepInstant } from './stay.js';

const NOW = new Date('2026-03-10T12:00:00Z');
const stage = (kind: DealStatus, probability: number): DealStage => ({
  id: kind,
  pipelineId: 'p',
  kind,
  probability,
  retiredAt: null,
});
const followed = { probability: 20, probabilityOverridden: false };
const byHand = { probability: 77, probabilityOverridden: true };

describe('what a step sets', () => {
  it('lets the probability follow the stage', () => {
    expect(stageChange(followed, stage('OPEN', 60), {}, NOW)).toMatchObject({
      probability: 60,
      probabilityOverridden: false,
    });
  });

  it('keeps a probability set by hand among open stages, and ends it with the closing', () => {
    expect(stageChange(byHand, stage('OPEN', 60), {}, NOW)).toMatchObject({
      probability: 77,
      probabilityOverridden: true,
    });
    expect(stageChange(byHand, stage('WON', 60), {}, NOW)).toMatchObject({
      probability: 100,
      probabilityOverridden: false,
    });
    expect(stageChange(byHand, stage('LOST', 60), { lostReason: 'PRICE' }, NOW)).toMatchObject({
      probability: 0,
      probabilityOverridden: false,
    });
  });

  it('dates won and lost alike, now or as told; an open deal has no closing date and no reason', () => {
    const told = new Date('2026-03-08T12:00:00Z');
    expect(stageChange(followed, stage('WON', 100), {}, NOW).closedAt).toBe(NOW);
    expect(
      stageChange(followed, stage('LOST', 0), { lostReason: 'PRICE', closedAt: told }, NOW).closedAt,
    ).toBe(told);
    expect(stageChange(followed, stage('OPEN', 10), {}, NOW)).toMatchObject({
      closedAt: null,
      lostReason: null,
      lostNote: null,
      competitor: null,
      wonReason: null,
      wonNote: null,
    });
  });
});

describe('a stay', () => {
  const present = { enteredAt: new Date('2026-03-09T12:00:00Z') };

  it('ends when the step took place, but never before it began', () => {
    expect(stepInstant(present, null, NOW)).toBe(NOW);
    expect(stepInstant(present, new Date('2026-03-10T08:00:00Z'), NOW).toISOString()).toBe(
      '2026-03-10T08:00:00.000Z',
    );
    expect(stepInstant(present, new Date('2026-03-05T08:00:00Z'), NOW)).toBe(present.enteredAt);
  });

  it('is measured in whole seconds once it has ended', () => {
    expect(secondsInStage({ ...present, leftAt: NOW })).toBe(86_400);
    expect(secondsInStage({ ...present, leftAt: null })).toBeNull();
  });
});
