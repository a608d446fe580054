/** A calendar day, `YYYY-MM-DD`. */
export type Day = string;

export const CADENCE_STATUSES = ['NEVER', 'ON_TRACK', 'DUE_SOON', 'OVERDUE'] as const;
export type CadenceStatus = (typeof CADENCE_STATUSES)[number];

export type PointOfSaleType = 'VAPE_SHOP' | 'TABACCHERIA' | 'FARMACIA' | 'PARAFARMACIA' | 'OTHER';

/** Days between visits where the client names none. Specialists reorder most often, pharmacies least. */
export const CLASS_INTERVAL_DAYS: Readonly<Record<PointOfSaleType, number>> = {
  VAPE_SHOP: 21,
  TABACCHERIA: 30,
  FARMACIA: 45,
  PARAFARMACIA: 45,
  OTHER: 60,
};

/** So many days before its day a visit counts as due soon. */
export const DUE_SOON_DAYS = 7;

export interface CadenceFacts {
  /** The client's own interval, days; null: that of its class. */
  readonly visitIntervalDays: number | null;
  readonly pointOfSaleType: PointOfSaleType | null;
  /** Since when there has been somebody to visit. */
  readonly createdOn: Day;
  /** The last completed visit. */
  readonly lastVisitOn: Day | null;
}

export interface Cadence {
  readonly intervalDays: number;
  readonly nextDueOn: Day;
  /** Days since the last visit ÷ interval: 1 on the day when it is due. A client never visited is due from its first day. */
  readonly urgency: number;
  readonly status: CadenceStatus;
}

export function cadenceOf(facts: CadenceFacts, today: Day): Cadence {
  const intervalDays = facts.visitIntervalDays ?? CLASS_INTERVAL_DAYS[facts.pointOfSaleType ?? 'OTHER'];
  const due =
    facts.lastVisitOn === null ? dayNumber(facts.createdOn) : dayNumber(facts.lastVisitOn) + intervalDays;
  const daysLeft = due - dayNumber(today);
  return {
    intervalDays,
    nextDueOn: dayOf(due),
    urgency: Math.max(0, 1 - daysLeft / intervalDays),
    status: statusOf(facts.lastVisitOn, daysLeft),
  };
}

function statusOf(lastVisitOn: Day | null, daysLeft: number): CadenceStatus {
  if (lastVisitOn === null) return 'NEVER';
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
