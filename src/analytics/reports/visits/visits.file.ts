import { bothPeriods, type ReportFile } from '../../files/report-file.js';
import type { VisitsReportResponse } from './visits-report.response.js';

/** The figures of the period, then one row for each day, week or month; `table` says which. */
export const VISITS_FILE: ReportFile<VisitsReportResponse> = {
  operation: 'getVisitFigures',
  labels: ['table', 'key', 'unit', 'period', 'from', 'to'],
  figures: [
    ...['value', 'previous', 'change', 'changePoints', 'numerator', 'denominator'],
    ...[
      'planned.count',
      'completed.count',
      'cancelled.count',
      'noShow.count',
      'skipped.count',
      'withOrder.count',
    ],
    ...['planAdherence', 'strikeRate'],
  ],
  rows: ({ kpis, points, previousPoints }) => [
    ...Object.values<object>({ ...kpis }).map((kpi) => ({ table: 'figure', ...kpi })),
    ...bothPeriods(points, previousPoints).map((row) => ({ table: 'point', ...row })),
  ],
};
