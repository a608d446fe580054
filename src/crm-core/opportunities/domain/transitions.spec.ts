import { describe, expect, it } from '@jest/globals';
import type { ClosingDetails, ClosingReason, Deal, DealStage, DealStatus } from './deal.js';
import { type Act, refusalOf } from './transitions.js';

const NOW = new Date('2026-03-10T12:00:00Z');
const CREATED = new Date('2026-03-01T09:00:00Z');

const REASONS: ClosingReason[] = [
  { outcome: 'LOST', key: 'PRICE', needsNote: false, retiredAt: null },
  { outcome: 'LOST', key: 'OTHER', needsNote: true, retiredAt: null },
  { outcome: 'LOST', key: 'FASHION', needsNote: false, retiredAt: CREATED },
  { outcome: 'WON', key: 'SERVICE', needsNote: true, retiredAt: null },
];

const stage = (kind: DealStatus, more: Partial<DealStage> = {}): DealStage => ({
  id: `the ${kind} stage`,
  pipelineId: 'vape shops',
  kind,
  probability: 40,
  retiredAt: null,
  ...more,
});
const deal = (status: DealStatus, more: Partial<Deal> = {}): Deal => ({
  pipelineId: 'vape shops',
  stageId: `where it is ${status}`,
  status,
  clientId: 'a client',
  probability: 20,
  probabilityOverridden: false,
  createdAt: CREATED,
  ...more,
});
const details = (kind: DealStatus): ClosingDetails => (kind === 'LOST' ? { lostReason: 'PRICE' } : {});
const codeOf = (act: Act, from: Deal, to: DealStage, more: ClosingDetails = details(to.kind)) =>
  refusalOf(act, from, to, more, { now: NOW, reasons: REASONS })?.code;

describe('the transitions of a deal', () => {
  it.each<[Act, DealStatus, DealStatus, string | undefined]>([
    ['move', 'OPEN', 'OPEN', undefined],
    ['move', 'OPEN', 'WON', undefined],
    ['move', 'OPEN', 'LOST', undefined],
    ['move', 'WON', 'OPEN', 'DEAL_CLOSED'],
    ['move', 'WON', 'WON', 'DEAL_CLOSED'],
    ['move', 'WON', 'LOST', 'DEAL_CLOSED'],
    ['move', 'LOST', 'OPEN', 'DEAL_CLOSED'],
    ['move', 'LOST', 'WON', 'DEAL_CLOSED'],
    ['move', 'LOST', 'LOST', 'DEAL_CLOSED'],
    ['reopen', 'OPEN', 'OPEN', 'NOT_CLOSED'],
    ['reopen', 'OPEN', 'WON', 'NOT_CLOSED'],
    ['reopen', 'OPEN', 'LOST', 'NOT_CLOSED'],
    ['reopen', 'WON', 'OPEN', undefined],
    ['reopen', 'WON', 'WON', 'STAGE_NOT_OPEN'],
    ['reopen', 'WON', 'LOST', 'STAGE_NOT_OPEN'],
    ['reopen', 'LOST', 'OPEN', undefined],
    ['reopen', 'LOST', 'WON', 'STAGE_NOT_OPEN'],
    ['reopen', 'LOST', 'LOST', 'STAGE_NOT_OPEN'],
  ])('%s from %s to %s: %s', (act, from, to, code) => {
    expect(codeOf(act, deal(from), stage(to))).toBe(code);
  });

  it('never lead into the stage where the deal stands, into another pipeline, or into a retired stage', () => {
    expect(codeOf('move', deal('OPEN', { stageId: 'here' }), stage('OPEN', { id: 'here' }))).toBe(
      'ALREADY_THERE',
    );
    expect(codeOf('move', deal('WON', { stageId: 'here' }), stage('WON', { id: 'here' }))).toBe(
      'ALREADY_THERE',
    );
    expect(codeOf('move', deal('OPEN'), stage('OPEN', { pipelineId: 'pharmacies' }))).toBe('OTHER_PIPELINE');
    expect(codeOf('move', deal('OPEN'), stage('OPEN', { retiredAt: CREATED }))).toBe('STAGE_RETIRED');
  });

  it('win for a client only, but lose without one too', () => {
    expect(codeOf('move', deal('OPEN', { clientId: null }), stage('WON'))).toBe('CLIENT_NEEDED');
    expect(codeOf('move', deal('OPEN', { clientId: null }), stage('LOST'))).toBeUndefined();
  });

  it('ask for a reason on losing, with a note when it is OTHER, and for none elsewhere', () => {
    expect(codeOf('move', deal('OPEN'), stage('LOST'), {})).toBe('LOST_REASON_NEEDED');
    expect(codeOf('move', deal('OPEN'), stage('LOST'), { lostReason: 'OTHER' })).toBe('LOST_NOTE_NEEDED');
    expect(
      codeOf('move', deal('OPEN'), stage('LOST'), { lostReason: 'OTHER', lostNote: 'closed down' }),
    ).toBeUndefined();
    expect(codeOf('move', deal('OPEN'), stage('WON'), { lostReason: 'PRICE' })).toBe('NOT_LOST');
    expect(codeOf('move', deal('OPEN'), stage('OPEN'), { lostNote: 'too dear' })).toBe('NOT_LOST');
  });

  it('take only living reasons of the catalogue, each for its own outcome', () => {
    expect(codeOf('move', deal('OPEN'), stage('LOST'), { lostReason: 'WEATHER' })).toBe('REASON_UNKNOWN');
    expect(codeOf('move', deal('OPEN'), stage('LOST'), { lostReason: 'SERVICE' })).toBe('REASON_UNKNOWN');
    expect(codeOf('move', deal('OPEN'), stage('LOST'), { lostReason: 'FASHION' })).toBe('REASON_RETIRED');
    expect(codeOf('move', deal('OPEN'), stage('WON'), { wonReason: 'PRICE' })).toBe('REASON_UNKNOWN');
    expect(codeOf('move', deal('OPEN'), stage('LOST'), { lostReason: 'PRICE', wonReason: 'SERVICE' })).toBe(
      'NOT_WON',
    );
    expect(codeOf('move', deal('OPEN'), stage('WON'), { competitor: 'Fumo SpA' })).toBe('NOT_LOST');
  });

  it('never keep a sale waiting for its reason or note', () => {
    expect(codeOf('move', deal('OPEN'), stage('WON'), {})).toBeUndefined();
    expect(codeOf('move', deal('OPEN'), stage('WON'), { wonReason: 'SERVICE' })).toBeUndefined();
  });

  it('close between the creation and now', () => {
    const closing = (closedAt: string) =>
      codeOf('move', deal('OPEN'), stage('WON'), { closedAt: new Date(closedAt) });
    expect(closing('2026-03-01T08:59:59Z')).toBe('BEFORE_CREATION');
    expect(closing('2026-03-01T09:00:00Z')).toBeUndefined();
    expect(closing('2026-03-10T12:00:00Z')).toBeUndefined();
    expect(closing('2026-03-10T12:00:01Z')).toBe('IN_THE_FUTURE');
    expect(codeOf('move', deal('OPEN'), stage('OPEN'), { closedAt: NOW })).toBe('NOT_CLOSED');
  });
});
