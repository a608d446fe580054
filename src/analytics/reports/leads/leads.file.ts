import type { ReportFile } from '../../files/report-file.js';
import type { LeadsResponse } from './leads.response.js';

/** The figures of the period, then its leads by source, then all clients of now by lifecycle and by source; `table` says which. */
export const LEADS_FILE: ReportFile<LeadsResponse> = {
  operation: 'getLeadFigures',
  labels: ['table', 'key', 'unit', 'source', 'lifecycle'],
  figures: [
    ...['value', 'previous', 'change', 'changePoints', 'numerator', 'denominator'],
    ...['newLeads.value', 'leadConversion.value', 'count'],
  ],
  rows: ({ kpis, sources = [], now }) => [
    ...Object.values<object>({ ...kpis }).map((kpi) => ({ table: 'figure', ...kpi })),
    ...sources.map((source) => ({ table: 'new', ...source })),
    ...(now?.byLifecycle ?? []).map((row) => ({ table: 'lifecycle', ...row })),
    ...(now?.bySource ?? []).map((row) => ({ table: 'source', ...row })),
  ],
};
