import type { KpiDefinition } from './kpi-definition.js';

const NOW = 'who owns the deal now';
const AT_CLOSING_AND_TARGET = 'who owned the deal when it was closed; targets are of their person';

/** The open pipeline and what it promises. */
export const PIPELINE_KPIS: readonly KpiDefinition[] = [
  {
    key: 'openCount',
    name: 'Open deals',
    nameIt: 'Trattative aperte',
    unit: 'count',
    formula: 'number of open deals',
    dateField: null,
    owner: NOW,
    nullWhen: '',
  },
  {
    key: 'openAmount',
    name: 'Open pipeline',
    nameIt: 'Pipeline aperta',
    unit: 'EUR',
    formula: 'Σ amount of open deals',
    dateField: null,
    owner: NOW,
    nullWhen: '',
  },
  {
    key: 'openWeighted',
    name: 'Weighted pipeline',
    nameIt: 'Pipeline ponderata',
    unit: 'EUR',
    formula: 'Σ amount × probability of open deals; won and lost deals count nothing',
    dateField: null,
    owner: NOW,
    nullWhen: '',
  },
  {
    key: 'forecast.months',
    name: 'Weighted forecast',
    nameIt: 'Previsione ponderata',
    unit: 'EUR',
    formula:
      'Σ amount × probability of open deals by month of expected closing; those expected before today are `overdue`, those without a date `undated`, those from today on but not in the period `outside`; won deals are shown apart',
    dateField: 'expectedCloseDate',
    owner: NOW,
    nullWhen: '',
  },
  {
    key: 'forecast.accuracy',
    name: 'Forecast accuracy',
    nameIt: 'Accuratezza della previsione',
    unit: 'percent',
    formula:
      '1 − |actual − forecast at the beginning| ÷ actual. The forecast is the weighted pipeline expected to close in the time, as the first nightly snapshot of the time found it, and what had been won in it before that snapshot; the actual is what was won in it. Deals that were overdue at the snapshot belong to the month for which they were expected. A night that was missed stays missing: the snapshot may be of the first seven days, `asOf` says of which',
    dateField: 'expectedCloseDate of the forecast, closedAt of what was won',
    owner: 'who owned the open deal when the snapshot was taken; of what was won, who owned it then',
    nullWhen:
      'the time is not over or is not made of whole months, no snapshot was taken in its first seven days, or nothing was won',
  },
  {
    key: 'pipelineCoverage',
    name: 'Pipeline coverage',
    nameIt: 'Copertura dell’obiettivo',
    unit: 'percent',
    formula:
      'Σ amount of open deals expected to close in the period, overdue or not ÷ (Σ targets of its months − Σ amount won in it); `coverage` in the forecast',
    dateField: 'expectedCloseDate',
    owner: 'who owns the deal now; of what was won, who owned it then; targets are of their person',
    nullWhen:
      'no target is set or the target is reached, the period is not made of whole months, or one pipeline is asked for',
  },
  {
    key: 'targetAttainment',
    name: 'Target attainment',
    nameIt: 'Obiettivo raggiunto',
    unit: 'percent',
    formula:
      'Σ amount won in the period ÷ Σ targets of its months; more than 100 when the target is beaten; `coverage.attainment` in the forecast',
    dateField: 'closedAt',
    owner: AT_CLOSING_AND_TARGET,
    nullWhen:
      'no target is set or all are 0, the period is not made of whole months, or one pipeline is asked for',
  },
];
