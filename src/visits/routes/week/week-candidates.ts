import type { VisibleClient } from '../../../crm-core/index.js';
import type { Visit } from '../../../platform/prisma/generated/client.js';
import { type BusinessDate, businessDateOf } from '../../../platform/time/rome.js';
import { positionOf } from '../candidates.service.js';
import { openOn } from '../day/opening-hours.js';
import type { DayRange } from './day-ranges.js';
import type { WeekCandidate } from './week-problem.js';

/** What stands in the calendar stays at its time: it was planned with people in mind. */
export function standing(visit: Visit, client: VisibleClient, dates: readonly BusinessDate[]): WeekCandidate {
  const day = dates.indexOf(businessDateOf(visit.scheduledAt));
  return {
    visitId: visit.id,
    clientId: client.id,
    position: positionOf(client),
    durationMinutes: visit.durationMinutes,
    openOn: dates.map((date) => openOn(client, date).open),
    fixedAt: visit.scheduledAt.toISOString(),
    priority: 100,
    range: { from: day, by: day },
  };
}

/** A visit that was missed today comes today or on the next day; only a full calendar makes it later. */
export function missed(visit: Visit, client: VisibleClient, dates: readonly BusinessDate[]): WeekCandidate {
  const range = { from: 0, by: Math.min(1, dates.length - 1) };
  return { ...standing(visit, client, dates), fixedAt: null, range };
}

export function toBeMade(
  client: VisibleClient,
  { dates, visitMinutes }: { dates: readonly BusinessDate[]; visitMinutes: number },
  wants: { range: DayRange; priority: number },
): WeekCandidate {
  return {
    visitId: null,
    clientId: client.id,
    position: positionOf(client),
    durationMinutes: visitMinutes,
    openOn: dates.map((date) => openOn(client, date).open),
    fixedAt: null,
    ...wants,
  };
}
