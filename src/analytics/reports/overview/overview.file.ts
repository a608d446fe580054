import type { ReportFile } from '../../files/report-file.js';
import type { OverviewResponse } from './overview.response.js';

/** One row for each headline figure. */
export const OVERVIEW_FILE: ReportFile<OverviewResponse> = {
  operation: 'getOverview',
  labels: ['key', 'unit'],
  figures: ['value', 'previous', 'change', 'changePoints', 'numerator', 'denominator'],
  rows: ({ kpis }) => Object.values<object>({ ...kpis }),
};
