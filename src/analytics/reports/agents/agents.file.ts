import { bothPeriods, type ReportFile } from '../../files/report-file.js';
import type { AgentsResponse } from './agents.response.js';

/** One row for each agent. */
export const AGENTS_FILE: ReportFile<AgentsResponse> = {
  operation: 'getAgentFigures',
  labels: ['period', 'agentId', 'fullName', 'teamId', 'teamName'],
  figures: [
    ...['created.count', 'created.amount', 'won.count', 'won.amount', 'lost.count', 'lost.amount'],
    ...['open.count', 'open.amount', 'open.weighted'],
    ...['closeRate.value', 'winRate.value', 'averageWonAmount.value', 'salesCycle.value'],
    ...['visitsPlanned', 'visitsCompleted', 'planAdherence.value', 'strikeRate.value', 'timeInStore.value'],
    ...['visitsPerDay.value', 'kmPerVisit.value', 'visitOrderAmount'],
  ],
  rows: ({ agents, previousAgents }) => bothPeriods(agents, previousAgents),
};
