import type { ReportFile } from '../../files/report-file.js';
import type { LostReasonsResponse } from './lost-reasons.response.js';

/** All lost deals, then by reason, by stage, and by both; `table` says which. */
export const LOST_REASONS_FILE: ReportFile<LostReasonsResponse> = {
  operation: 'getLostReasons',
  labels: ['table', 'reason', 'labelIt', 'labelEn', 'pipelineId', 'pipelineName', 'stageId', 'stageName'],
  figures: ['count', 'amount', 'share', 'shareOfAmount', 'previousCount', 'previousAmount', 'change'],
  rows: ({ total, reasons = [], stages = [], cells = [] }) => [
    { table: 'total', ...total },
    ...reasons.map((row) => ({ table: 'reason', ...row })),
    ...stages.map((row) => ({ table: 'stage', ...row })),
    ...cells.map((row) => ({ table: 'cell', ...row })),
  ],
};
