import { bothPeriods, type ReportFile } from '../../files/report-file.js';
import type { JourneyResponse } from './journey.response.js';

/** One row for each step, then one for each month of acquisition and step; `table` says which. */
export const JOURNEY_FILE: ReportFile<JourneyResponse> = {
  operation: 'getJourney',
  labels: ['table', 'period', 'month', 'from', 'to', 'step'],
  figures: [
    ...['reached.value', 'reached.numerator', 'reached.denominator'],
    ...['conversion.value', 'conversion.numerator', 'conversion.denominator', 'medianDays', 'medianOf'],
  ],
  rows: ({ steps, previousSteps, cohorts = [] }) => [
    ...bothPeriods(steps, previousSteps).map((row) => ({ table: 'step', ...row })),
    ...cohorts.flatMap(({ month, from, to, steps: reached }) =>
      reached.map((row) => ({ table: 'cohort', month, from, to, ...row })),
    ),
  ],
};
