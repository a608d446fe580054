import { DomainError } from '../../platform/errors/index.js';
import type { BusinessDate } from '../../platform/time/rome.js';
import { assertDrawable, type Interval, periodOf } from '../reports/arithmetic/period.js';
import { HEADLINE_KPIS, isHeadlineKpi } from '../reports/overview/headline-kpis.js';
import type { DashboardContent } from './dashboard-content.js';
import { assertFewPoints, WITH_INTERVAL } from './dashboard-queries.js';
import type { DashboardPeriodDto } from './dto/dashboard-period.dto.js';
import type { WidgetDto } from './dto/widget.dto.js';

/**
 * A dashboard keeps nothing that its reports would refuse.
 * @throws DomainError VALIDATION_FAILED (400)
 */
export function judgeContent(content: DashboardContent, today: BusinessDate): void {
  const { period, widgets } = content;
  judgePeriod(period, '/period', today);
  widgets.forEach((widget, index) => {
    judgeWidget(widget, `/widgets/${index}`, today);
    judgeInterval(widget.period ?? period, widget.interval, `/widgets/${index}/interval`, today);
  });
  assertFewPoints(content, {}, today, '/widgets');
}

function judgeWidget(
  { report, kpis, interval, period }: WidgetDto,
  place: string,
  today: BusinessDate,
): void {
  if (kpis && report !== 'overview')
    throw DomainError.field(`${place}/kpis`, 'KPIS_NOT_TAKEN', `Only overview takes kpis, not ${report}.`);
  if (interval && !WITH_INTERVAL.includes(report))
    throw DomainError.field(
      `${place}/interval`,
      'INTERVAL_NOT_TAKEN',
      `Only ${WITH_INTERVAL.join(' and ')} take an interval, not ${report}.`,
    );
  const unknown = (kpis ?? []).filter((kpi) => !isHeadlineKpi(kpi));
  if (unknown.length > 0)
    throw DomainError.field(
      `${place}/kpis`,
      'KPI_UNKNOWN',
      `No such figure: ${unknown.join(', ')}. There are: ${HEADLINE_KPIS.join(', ')}.`,
    );
  if (period) judgePeriod(period, `${place}/period`, today);
}

/** Moving periods have a year at most. */
function judgeInterval(
  { preset, from, to }: DashboardPeriodDto,
  interval: Interval | undefined,
  place: string,
  today: BusinessDate,
): void {
  if (preset === 'CUSTOM' && interval && from && to)
    assertDrawable(periodOf({ from, to }, today), interval, place);
}

function judgePeriod({ preset, from, to }: DashboardPeriodDto, place: string, today: BusinessDate): void {
  if (preset !== 'CUSTOM') {
    if (from === undefined && to === undefined) return;
    const detail = `${preset} moves with the calendar: only CUSTOM has from and to.`;
    throw DomainError.field(place, 'PERIOD_MOVES', detail);
  }
  if (from === undefined || to === undefined)
    throw DomainError.field(place, 'PERIOD_INCOMPLETE', 'CUSTOM needs both from and to.');
  try {
    periodOf({ from, to }, today);
  } catch (error) {
    if (!(error instanceof DomainError) || !error.extras.errors) throw error;
    const errors = error.extras.errors.map((problem) => ({ ...problem, pointer: place + problem.pointer }));
    throw new DomainError(error.kind, error.code, error.detail, { errors, cause: error });
  }
}
