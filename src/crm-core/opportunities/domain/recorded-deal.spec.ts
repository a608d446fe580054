import { describe, expect, it } from '@jest/globals';
import type { Circumstances, DealStage, DealStatus } from './deal.js';
import { recordDeal, type RecordedDeal } from './recorded-deal.js';

const NOW = new Date('2026-03-10T12:00:00Z');
const CIRCUMSTANCES: Circumstances = {
  now: NOW,
  reasons: [{ outcome: 'LOST', key: 'PRICE', needsNote: false, retiredAt: null }],
};
const ENGAGED = new Date('2017-01-10T00:00:00Z');
const CLOSED = new Date('2017-03-01T00:00:00Z');
const stage = (id: string, kind: DealStatus, probability: number): DealStage => ({
  id,
  pipelineId: 'p',
  kind,
  probability,
  retiredAt: null,
});
const first = stage('prospecting', 'OPEN', 10);
const engaging = stage('engaging', 'OPEN', 50);
const won = stage('won', 'WON', 100);
const lost = stage('lost', 'LOST', 0);

const row = (more: Partial<RecordedDeal>): RecordedDeal => ({
  stage: engaging,
  firstStage: first,
  createdAt: ENGAGED,
  ownerId: 'aldo',
  clientId: 'a client',
  amount: '1054.00',
  ...more,
});
const record = (more: Partial<RecordedDeal>) => {
  const result = recordDeal(row(more), CIRCUMSTANCES);
  if ('refusal' in result) throw new Error(result.refusal.code);
  return result.record;
};
const refusal = (more: Partial<RecordedDeal>) => {
  const result = recordDeal(row(more), CIRCUMSTANCES);
  return 'refusal' in result ? result.refusal.code : undefined;
};

describe('a deal with dates of its own', () => {
  it('stands in its open stage since its creation', () => {
    const { fields, stays } = record({});
    expect(fields).toMatchObject({
      stageId: 'engaging',
      status: 'OPEN',
      probability: 50,
      closedAt: null,
      createdAt: ENGAGED,
    });
    expect(stays).toEqual([
      {
        sequence: 1,
        fromStageId: null,
        stageId: 'engaging',
        enteredAt: ENGAGED,
        leftAt: null,
        ownerId: 'aldo',
        amount: '1054.00',
        probability: 50,
      },
    ]);
  });

  it('stood in the first stage until it was closed', () => {
    const { fields, stays } = record({ stage: won, closedAt: CLOSED });
    expect(fields).toMatchObject({ stageId: 'won', status: 'WON', probability: 100, closedAt: CLOSED });
    expect(stays).toMatchObject([
      { sequence: 1, stageId: 'prospecting', enteredAt: ENGAGED, leftAt: CLOSED, probability: 10 },
      {
        sequence: 2,
        fromStageId: 'prospecting',
        stageId: 'won',
        enteredAt: CLOSED,
        leftAt: null,
        probability: 100,
      },
    ]);
  });

  it('may have a probability of its own while open', () => {
    expect(record({ probability: 35 }).fields).toMatchObject({
      probability: 35,
      probabilityOverridden: true,
    });
  });

  it('obeys the rules of a step', () => {
    expect(refusal({ stage: won, closedAt: CLOSED, clientId: null })).toBe('CLIENT_NEEDED');
    expect(refusal({ stage: lost, closedAt: CLOSED })).toBe('LOST_REASON_NEEDED');
    expect(refusal({ stage: lost, closedAt: CLOSED, clientId: null, lostReason: 'PRICE' })).toBeUndefined();
    expect(refusal({ stage: won, closedAt: new Date('2016-12-31T00:00:00Z') })).toBe('BEFORE_CREATION');
    expect(refusal({ closedAt: CLOSED })).toBe('NOT_CLOSED');
    expect(refusal({ lostReason: 'PRICE' })).toBe('NOT_LOST');
    expect(refusal({ createdAt: new Date('2026-03-11T00:00:00Z') })).toBe('IN_THE_FUTURE');
    expect(refusal({ stage: { ...engaging, retiredAt: NOW } })).toBe('STAGE_RETIRED');
  });
});
