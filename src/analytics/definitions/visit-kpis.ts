import type { KpiDefinition } from './kpi-definition.js';

const VISITOR = 'the agent of the visit';

/** Visits and what came of them. */
export const VISIT_KPIS: readonly KpiDefinition[] = [
  {
    key: 'visitsPlanned',
    name: 'Visits planned',
    unit: 'count',
    formula: 'visits scheduled for the period, whatever became of them',
    dateField: 'scheduledAt',
    owner: VISITOR,
    nullWhen: '',
  },
  {
    key: 'visitsCompleted',
    name: 'Visits completed',
    unit: 'count',
    formula: 'of the planned visits, those that were checked out of',
    dateField: 'scheduledAt',
    owner: VISITOR,
    nullWhen: '',
  },
  {
    key: 'strikeRate',
    name: 'Strike rate',
    unit: 'percent',
    formula: 'completed visits with an order ÷ completed visits',
    dateField: 'scheduledAt',
    owner: VISITOR,
    nullWhen: 'no visit of the period was completed',
  },
  {
    key: 'visitOrderAmount',
    name: 'Orders taken on visits',
    unit: 'EUR',
    formula: 'Σ order amount of completed visits',
    dateField: 'scheduledAt',
    owner: VISITOR,
    nullWhen: '',
  },
];
