import type { KpiDefinition } from './kpi-definition.js';

const NOW = 'who owns the deal now';

/** The open pipeline and what it promises. */
export const PIPELINE_KPIS: readonly KpiDefinition[] = [
  {
    key: 'openCount',
    name: 'Open deals',
    unit: 'count',
    formula: 'number of open deals',
    dateField: null,
    owner: NOW,
    nullWhen: '',
  },
  {
    key: 'openAmount',
    name: 'Open pipeline',
    unit: 'EUR',
    formula: 'Σ amount of open deals',
    dateField: null,
    owner: NOW,
    nullWhen: '',
  },
  {
    key: 'openWeighted',
    name: 'Weighted pipeline',
    unit: 'EUR',
    formula: 'Σ amount × probability of open deals; won and lost deals count nothing',
    dateField: null,
    owner: NOW,
    nullWhen: '',
  },
  {
    key: 'forecast.months',
    name: 'Weighted forecast',
    unit: 'EUR',
    formula:
      'Σ amount × probability of open deals by month of expected closing; those expected before today are `overdue`, those without a date `undated`, those after today but not in the period `outside`; won deals are shown apart',
    dateField: 'expectedCloseDate',
    owner: NOW,
    nullWhen: '',
  },
  {
    key: 'pipelineCoverage',
    name: 'Pipeline coverage',
    unit: 'percent',
    formula:
      'Σ amount of open deals expected to close in the period, overdue or not ÷ (Σ targets of its months − Σ amount won in it); `coverage` in the forecast',
    dateField: 'expectedCloseDate',
    owner: 'who owns the deal now; of what was won, who owned it then; targets are of their person',
    nullWhen:
      'no target is set or the target is reached, the period is not made of whole months, or one pipeline is asked for',
  },
];
