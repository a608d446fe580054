import type { ReportFile } from '../../files/report-file.js';
import type { ForecastResponse } from './forecast.response.js';

/** One row for each month, then the buckets beside them, the total, and with `compare=previous` what was won before. */
export const FORECAST_FILE: ReportFile<ForecastResponse> = {
  operation: 'getForecast',
  labels: ['bucket', 'from', 'to'],
  figures: [
    ...['open.count', 'open.amount', 'open.weighted', 'won.count', 'won.amount'],
    ...['accuracy.value', 'accuracy.forecast', 'coverage.value', 'coverage.numerator', 'coverage.target'],
  ],
  rows: ({ months = [], overdue, undated, outside, total, won, accuracy, coverage, previousWon }) => [
    ...months.map((month) => ({ bucket: 'month', ...month })),
    { bucket: 'overdue', open: overdue },
    { bucket: 'undated', open: undated },
    { bucket: 'outside', open: outside },
    { bucket: 'total', open: total, won, accuracy, coverage },
    ...(previousWon ? [{ bucket: 'previous', won: previousWon }] : []),
  ],
};
