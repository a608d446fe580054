import { AGENTS_FILE } from '../reports/agents/agents.file.js';
import { FORECAST_FILE } from '../reports/forecast/forecast.file.js';
import { FUNNEL_FILE } from '../reports/funnel/funnel.file.js';
import { OVERVIEW_FILE } from '../reports/overview/overview.file.js';
import { LEADS_FILE } from '../reports/leads/leads.file.js';
import { JOURNEY_FILE } from '../reports/journey/journey.file.js';
import { LOST_REASONS_FILE } from '../reports/lost-reasons/lost-reasons.file.js';
import { VISITS_FILE } from '../reports/visits/visits.file.js';
import type { ReportAnswers, ReportName } from '../reports/report-catalogue.service.js';
import { SALES_TREND_FILE } from '../reports/sales-trend/sales-trend.file.js';
import type { ReportFile } from './report-file.js';

/** Each report has a file; the compiler asks for those of new ones. */
export const REPORT_FILES: { readonly [Name in ReportName]: ReportFile<ReportAnswers[Name]> } = {
  overview: OVERVIEW_FILE,
  'sales-trend': SALES_TREND_FILE,
  funnel: FUNNEL_FILE,
  forecast: FORECAST_FILE,
  agents: AGENTS_FILE,
  visits: VISITS_FILE,
  'lost-reasons': LOST_REASONS_FILE,
  journey: JOURNEY_FILE,
  leads: LEADS_FILE,
};
