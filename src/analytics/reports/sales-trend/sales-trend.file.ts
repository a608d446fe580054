import { bothPeriods, type ReportFile } from '../../files/report-file.js';
import type { SalesTrendResponse } from './sales-trend.response.js';

/** One row for each day, week or month. */
export const SALES_TREND_FILE: ReportFile<SalesTrendResponse> = {
  operation: 'getSalesTrend',
  labels: ['period', 'from', 'to'],
  figures: ['created.count', 'created.amount', 'won.count', 'won.amount', 'lost.count', 'lost.amount'],
  rows: ({ points, previousPoints }) => bothPeriods(points, previousPoints),
};
