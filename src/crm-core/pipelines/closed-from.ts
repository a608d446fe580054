import { addDays, type BusinessDate, businessDateOf } from '../../platform/time/rome.js';

/** Unless asked otherwise, closed deals are on a board for so long. */
const CLOSED_DAYS = 30;

/** The day since which won and lost deals are on a board when nobody names another. */
export function usualClosedFrom(now: Date): BusinessDate {
  return addDays(businessDateOf(now), -CLOSED_DAYS);
}
