import { DateTime } from 'luxon';
import { addDays, BUSINESS_ZONE, type BusinessDate, instantAt } from '../../platform/time/rome.js';

/** When somebody's week is told, by the clock on the wall in Rome. */
export interface SummaryTime {
  /** ISO: 1 is Monday. */
  weekday: number;
  /** `HH:mm` */
  time: string;
}

/** The business day of the last moment that has come: after weeks without a running replica, the latest alone. */
export function lastDueOn({ weekday, time }: SummaryTime, now: Date): BusinessDate {
  const local = DateTime.fromJSDate(now, { zone: BUSINESS_ZONE });
  const day = addDays(local.toFormat('yyyy-MM-dd'), -((local.weekday - weekday + 7) % 7));
  return instantAt(day, time) <= now ? day : addDays(day, -7);
}

/** The first moment that has not come yet. */
export function nextDueAt(when: SummaryTime, now: Date): Date {
  return instantAt(addDays(lastDueOn(when, now), 7), when.time);
}
