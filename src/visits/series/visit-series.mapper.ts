import type { VisitSeries, VisitSeriesSkip } from '../../platform/prisma/generated/client.js';
import { fromDateColumn } from '../../platform/time/rome.js';
import type { Recurrence } from './recurrence.js';
import type { SkippedDayResponse, VisitSeriesResponse } from './dto/visit-series.response.js';

export type SeriesWithSkips = VisitSeries & { skips: VisitSeriesSkip[] };

export function ruleOf(series: VisitSeries): Recurrence {
  const { frequency, interval, weekdays, monthDay, time, durationMinutes } = series;
  return {
    ...{ frequency, interval, weekdays, monthDay, time, durationMinutes },
    from: fromDateColumn(series.from),
    until: series.until && fromDateColumn(series.until),
  };
}

export function toVisitSeriesResponse(series: SeriesWithSkips): VisitSeriesResponse {
  const { id, clientId, agentId, purpose, fixed, endedAt } = series;
  const { version, createdAt, createdById, updatedAt, updatedById } = series;
  return {
    ...{ id, clientId, agentId, purpose, fixed, endedAt, version },
    ...ruleOf(series),
    weekdays: [...series.weekdays],
    madeThrough: series.endedAt ? null : fromDateColumn(series.madeThrough),
    skipped: series.skips.map(toSkippedDay),
    ...{ createdAt, createdById, updatedAt, updatedById },
  };
}

function toSkippedDay({ date, reason, visitId }: VisitSeriesSkip): SkippedDayResponse {
  return { date: fromDateColumn(date), reason: reason as SkippedDayResponse['reason'], visitId };
}
