import type { Circumstances, ClosingDetails, ClosingReason, DealStatus, Outcome, Refusal } from './deal.js';

/** What is said of one outcome only. */
const FIELDS_OF = {
  LOST: ['lostReason', 'lostNote', 'competitor'],
  WON: ['wonReason', 'wonNote'],
} as const satisfies Record<Outcome, readonly (keyof ClosingDetails)[]>;

export type ClosingField = (typeof FIELDS_OF)[Outcome][number];

/** What may be corrected after a closing, without reopening. */
export const CLOSING_FIELDS: readonly ClosingField[] = [...FIELDS_OF.LOST, ...FIELDS_OF.WON];

const MISPLACED = {
  LOST: { code: 'NOT_LOST', detail: 'This is said of a lost opportunity only.' },
  WON: { code: 'NOT_WON', detail: 'This is said of a won opportunity only.' },
} as const satisfies Record<Outcome, Refusal>;

/** What is wrong with reason, note and date for a stage of this kind; undefined: nothing. */
export function detailsRefusal(
  kind: DealStatus,
  createdAt: Date,
  details: ClosingDetails,
  { now, reasons }: Circumstances,
): Refusal | undefined {
  return reasonRefusal(kind, details, reasons) ?? dateRefusal(kind, createdAt, details, now);
}

/**
 * Lost deals need a reason, and a note where the reason needs one. Won deals are asked for theirs, but no sale waits
 * for it.
 * @param kept the reason that the deal has already: it may stay when it was retired since
 */
export function reasonRefusal(
  kind: DealStatus,
  details: ClosingDetails,
  reasons: readonly ClosingReason[],
  kept?: string | null,
): Refusal | undefined {
  const misplaced = misplacedRefusal(kind, details);
  if (misplaced || kind === 'OPEN') return misplaced;
  const pointer = kind === 'LOST' ? '/lostReason' : '/wonReason';
  const key = kind === 'LOST' ? details.lostReason : details.wonReason;
  if (!key)
    return kind === 'LOST'
      ? { pointer, code: 'LOST_REASON_NEEDED', detail: 'Say why it was lost.' }
      : undefined;
  const reason = reasons.find((one) => one.outcome === kind && one.key === key);
  if (!reason)
    return {
      pointer,
      code: 'REASON_UNKNOWN',
      detail: 'The catalogue has no such reason: see GET /closing-reasons for the keys.',
    };
  if (reason.retiredAt && key !== kept)
    return { pointer, code: 'REASON_RETIRED', detail: 'This reason is retired: choose another one.' };
  if (kind === 'LOST' && reason.needsNote && !details.lostNote)
    return { pointer: '/lostNote', code: 'LOST_NOTE_NEEDED', detail: `The reason ${key} needs a note.` };
  return undefined;
}

/**
 * What is wrong with correcting what was said at a closing; undefined: nothing.
 * @param said null takes something back; what is left out stays
 */
export function correctionRefusal(
  deal: { status: DealStatus } & Record<ClosingField, string | null>,
  said: Partial<Record<ClosingField, string | null>>,
  reasons: readonly ClosingReason[],
): Refusal | undefined {
  const after = Object.fromEntries(
    CLOSING_FIELDS.map((field) => [
      field,
      (said[field] === undefined ? deal[field] : said[field]) ?? undefined,
    ]),
  );
  const kept = deal.status === 'LOST' ? deal.lostReason : deal.wonReason;
  return reasonRefusal(deal.status, after, reasons, kept);
}

function misplacedRefusal(kind: DealStatus, details: ClosingDetails): Refusal | undefined {
  for (const outcome of ['LOST', 'WON'] as const) {
    if (outcome === kind) continue;
    const field = FIELDS_OF[outcome].find((name) => details[name] !== undefined);
    if (field) return { pointer: `/${field}`, ...MISPLACED[outcome] };
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
