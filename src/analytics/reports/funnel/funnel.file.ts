import { bothPeriods, type ReportFile } from '../../files/report-file.js';
import type { FunnelResponse } from './funnel.response.js';

/** One row for each stage. */
export const FUNNEL_FILE: ReportFile<FunnelResponse> = {
  operation: 'getFunnel',
  labels: ['period', 'pipelineId', 'pipelineName', 'stageId', 'stageName', 'kind'],
  figures: [
    ...['entered', 'advanced', 'dropped', 'remaining', 'conversion', 'dropOff', 'amount'],
    ...['staysEnded', 'meanSecondsInStage', 'medianSecondsInStage'],
    ...['waiting.count', 'waiting.meanSeconds', 'waiting.medianSeconds'],
  ],
  rows: ({ stages, previousStages }) => bothPeriods(stages, previousStages),
};
