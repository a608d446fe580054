/** A calendar day, `YYYY-MM-DD`. */
export type Day = string;

export const CADENCE_STATUSES = ['NEVER', 'ON_TRACK', 'DUE_SOON', 'OVERDUE'] as const;
export type CadenceStatus = (typeof CADENCE_STATUSES)[number];

export type PointOfSaleType = 'VAPE_SHOP' | 'TABACCHERIA' | 'FARMACIA' | 'PARAFARMACIA' | 'OTHER';

/** What an interval may be, days; of a client and of a class. */
export const INTERVAL_DAYS = { least: 7, most: 730 } as const;

/** So many days before its day a visit counts as due soon. */
export const DUE_SOON_DAYS = 7;

export interface CadenceFacts {
  /** The client's own interval, or that of its class. */
  readonly intervalDays: number;
  /** Whether there is a completed visit. */
  readonly visited: boolean;
  /** The day of the last completed visit; without one, since when there has been somebody to visit. */
  readonly sinceOn: Day;
}

export interface Cadence {
  readonly intervalDays: number;
  readonly nextDueOn: Day;
  /** Days since the last visit ÷ interval: 1 on the day when it is due. A client never visited is due from its first day. */
  readonly urgency: number;
  readonly status: CadenceStatus;
}

export function cadenceOf({ intervalDays, visited, sinceOn }: CadenceFacts, today: Day): Cadence {
  const due = dayNumber(sinceOn) + (visited ? intervalDays : 0);
  const daysLeft = due - dayNumber(today);
  return {
    intervalDays,
    nextDueOn: dayOf(due),
    urgency: Math.max(0, 1 - daysLeft / intervalDays),
    status: statusOf(visited, daysLeft),
  };
}

function statusOf(visited: boolean, daysLeft: number): CadenceStatus {
  if (!visited) return 'NEVER';
  if (daysLeft < 0) return 'OVERDUE';
  return daysLeft <= DUE_SOON_DAYS ? 'DUE_SOON' : 'ON_TRACK';
}

const DAY_MS = 86_400_000;

function dayNumber(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS;
}

function dayOf(number: number): Day {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}
