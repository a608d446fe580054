import type { ClosingDetails, DealStatus, Refusal } from './deal.js';

/** What is wrong with reason, note and date for a stage of this kind; undefined: nothing. */
export function detailsRefusal(
  kind: DealStatus,
  createdAt: Date,
  details: ClosingDetails,
  now: Date,
): Refusal | undefined {
  return reasonRefusal(kind, details) ?? dateRefusal(kind, createdAt, details, now);
}

function reasonRefusal(kind: DealStatus, { lostReason, lostNote }: ClosingDetails): Refusal | undefined {
  if (kind === 'LOST') {
    if (!lostReason)
      return { pointer: '/lostReason', code: 'LOST_REASON_NEEDED', detail: 'Say why it was lost.' };
    if (lostReason === 'OTHER' && !lostNote) {
      return { pointer: '/lostNote', code: 'LOST_NOTE_NEEDED', detail: 'The reason OTHER needs a note.' };
    }
    return undefined;
  }
  if (lostReason !== undefined || lostNote !== undefined) {
    const pointer = lostReason === undefined ? '/lostNote' : '/lostReason';
    return { pointer, code: 'NOT_LOST', detail: 'A reason belongs to a lost opportunity only.' };
  }
  return undefined;
}

function dateRefusal(
  kind: DealStatus,
  createdAt: Date,
  { closedAt }: ClosingDetails,
  now: Date,
): Refusal | undefined {
  const pointer = '/closedAt';
  if (closedAt === undefined) return undefined;
  if (kind === 'OPEN')
    return { pointer, code: 'NOT_CLOSED', detail: 'An open opportunity has no closing date.' };
  if (closedAt > now) return { pointer, code: 'IN_THE_FUTURE', detail: 'The closing lies in the future.' };
  if (closedAt < createdAt) {
    return {
      pointer,
      code: 'BEFORE_CREATION',
      detail: 'The closing lies before the opportunity was created.',
    };
  }
  return undefined;
}
