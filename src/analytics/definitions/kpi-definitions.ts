import { CLIENT_KPIS } from './client-kpis.js';
import { DEAL_KPIS } from './deal-kpis.js';
import { FUNNEL_KPIS } from './funnel-kpis.js';
import type { KpiDefinition } from './kpi-definition.js';
import { PIPELINE_KPIS } from './pipeline-kpis.js';
import { VISIT_KPIS } from './visit-kpis.js';

/** Changes whenever a formula does, so that two answers can be told apart. */
export const DEFINITION_VERSION = '2';

/** Every figure that the reports answer with. */
export const KPI_DEFINITIONS: readonly KpiDefinition[] = [
  ...DEAL_KPIS,
  ...PIPELINE_KPIS,
  ...FUNNEL_KPIS,
  ...VISIT_KPIS,
  ...CLIENT_KPIS,
];
