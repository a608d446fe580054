import { DomainError } from '../../platform/errors/index.js';
import type { BusinessDate } from '../../platform/time/rome.js';
import { type Period, periodOf, pointsOf } from '../reports/arithmetic/period.js';
import { type MovingPeriod, presetPeriod } from '../reports/arithmetic/preset-period.js';
import type { AnyReportQuery, ReportName } from '../reports/report-catalogue.service.js';
import type { ReportQuery } from '../reports/report.query.js';
import type { DashboardContent } from './dashboard-content.js';
import type { DashboardPeriodDto } from './dto/dashboard-period.dto.js';
import type { WidgetDto } from './dto/widget.dto.js';

/** Reports that part their period. */
export const WITH_INTERVAL: readonly ReportName[] = ['sales-trend', 'visits'];

/** Of all widgets together: two of the longest trends that a report gives alone. */
const MOST_POINTS = 1_100;

/**
 * One call draws no more than a screen can show.
 * @param query goes before what the dashboard says
 * @throws DomainError TOO_MANY_POINTS, and the errors of a period that is none
 */
export function assertFewPoints(
  content: DashboardContent,
  query: ReportQuery,
  today: BusinessDate,
  pointer: string,
): void {
  const points = content.widgets
    .filter(({ report }) => WITH_INTERVAL.includes(report))
    .map((widget) =>
      pointsOf(periodOf(asked(content, widget, query, today), today), widget.interval ?? 'month'),
    )
    .reduce((sum, count) => sum + count, 0);
  if (points <= MOST_POINTS) return;
  const detail = `The widgets have ${Math.ceil(points)} days, weeks and months to draw together: ${MOST_POINTS} at most.`;
  throw DomainError.field(pointer, 'TOO_MANY_POINTS', detail);
}

/** What one widget asks its report. */
export function asked(
  { period, filter }: Pick<DashboardContent, 'period' | 'filter'>,
  widget: WidgetDto,
  query: ReportQuery,
  today: BusinessDate,
): AnyReportQuery {
  const { from, to, ...given } = query;
  // A forecast looks ahead, whatever days the rest looks back on.
  const own =
    widget.period ?? (widget.report === 'forecast' ? { preset: 'NEXT_12_MONTHS' as const } : period);
  const days = (from ?? to) ? { from, to } : daysOf(own, today);
  const narrowed = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return { ...filter, ...narrowed, ...days, interval: widget.interval ?? 'month' };
}

function daysOf(
  { preset, from, to }: DashboardPeriodDto,
  today: BusinessDate,
): Partial<Pick<Period, 'from' | 'to'>> {
  return preset === 'CUSTOM' ? { from, to } : presetPeriod(preset satisfies MovingPeriod, today);
}
