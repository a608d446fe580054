import type { ReportFile } from '../../files/report-file.js';
import type { ForecastResponse } from './forecast.response.js';

/** One row for each month, then the buckets beside them and the total. */
export const FORECAST_FILE: ReportFile<ForecastResponse> = {
  operation: 'getForecast',
  labels: ['bucket', 'from', 'to'],
  figures: ['open.count', 'open.amount', 'open.weighted', 'won.count', 'won.amount'],
  rows: ({ months = [], overdue, undated, outside, total, won }) => [
    ...months.map((month) => ({ bucket: 'month', ...month })),
    { bucket: 'overdue', open: overdue },
    { bucket: 'undated', open: undated },
    { bucket: 'outside', open: outside },
    { bucket: 'total', open: total, won },
  ],
};
