import type { KpiDefinition } from './kpi-definition.js';

const VISITOR = 'the agent of the visit';
const CARER = 'who had the client on the last day';

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
    key: 'visitsConfirmed',
    name: 'Visits confirmed',
    unit: 'count',
    formula: 'of the planned visits, those that stand as confirmed now and have not begun',
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
    key: 'visitsCancelled',
    name: 'Visits cancelled',
    unit: 'count',
    formula: 'of the planned visits, those that were called off, by whomever',
    dateField: 'scheduledAt',
    owner: VISITOR,
    nullWhen: '',
  },
  {
    key: 'visitsNoShow',
    name: 'Visits in vain',
    unit: 'count',
    formula: 'of the planned visits, those to which nobody was there',
    dateField: 'scheduledAt',
    owner: VISITOR,
    nullWhen: '',
  },
  {
    key: 'visitsSkipped',
    name: 'Visits skipped',
    unit: 'count',
    formula: 'of the planned visits, those that the agent left out',
    dateField: 'scheduledAt',
    owner: VISITOR,
    nullWhen: '',
  },
  {
    key: 'planAdherence',
    name: 'Plan adherence',
    unit: 'percent',
    formula:
      'planned visits whose check-in fell on the day for which they were planned and which were checked out of ÷ planned visits, without those that the client cancelled; days that are over, so today and what is to come don’t count yet. A visit that is moved to another day when its own has begun stays planned for its own: it was not kept there, and isn’t planned again. Given to another agent it is planned anew',
    dateField: 'plannedOn',
    owner: VISITOR,
    nullWhen: 'no visit was planned for a day of the period that is over, or the client cancelled all',
  },
  {
    key: 'visitsCancelledByClient',
    name: 'Visits cancelled by the client',
    unit: 'count',
    formula:
      'planned visits that were called off with `cancelledBy` CLIENT, days that are over: what the plan adherence leaves out. Where nobody said who cancelled, the visit stays in the plan',
    dateField: 'plannedOn',
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
  {
    key: 'timeInStore',
    name: 'Time in store, mean',
    unit: 'seconds',
    formula: 'Σ (checkedOutAt − checkedInAt) ÷ completed visits that have both',
    dateField: 'scheduledAt',
    owner: VISITOR,
    nullWhen: 'no such visit was completed',
  },
  {
    key: 'medianTimeInStore',
    name: 'Time in store, median',
    unit: 'seconds',
    formula:
      'the middle one of checkedOutAt − checkedInAt over the same visits, each in whole minutes, the seconds after the last one left out; of an even number the middle between two',
    dateField: 'scheduledAt',
    owner: VISITOR,
    nullWhen: 'no such visit was completed',
  },
  {
    key: 'visitsPerDay',
    name: 'Visits per day worked',
    unit: 'visits per day',
    formula:
      'completed visits ÷ days worked; a day worked is one of one agent on which a visit that was completed was scheduled',
    dateField: 'scheduledAt',
    owner: VISITOR,
    nullWhen: 'no visit of the period was completed',
  },
  {
    key: 'kmPerVisit',
    name: 'Kilometres per visit',
    unit: 'km',
    formula:
      'Σ way to each completed visit ÷ those visits. The way is what the plan computed, not what was driven: of the committed routes of that day and agent the last one that leads to the visit, and for the last stop of the last route also the way home. Visits that no committed route led to, and so days without one, are left out of both',
    dateField: 'scheduledAt',
    owner: VISITOR,
    nullWhen: 'no completed visit stands in a committed route of its day',
  },
  {
    key: 'visitCoverage',
    name: 'Visit coverage',
    unit: 'percent',
    formula:
      'of the clients in the denominator, those with a completed visit in the period, by whomever ÷ clients that somebody had when the period ended: created by then, neither LOST then nor deleted since',
    dateField: 'scheduledAt',
    owner: CARER,
    nullWhen: 'nobody had a client when the period ended',
  },
  {
    key: 'cadenceCompliance',
    name: 'Cadence compliance',
    unit: 'percent',
    formula:
      'of the clients in the denominator, those whose last completed visit was no more days ago than their interval ÷ clients that somebody had, each with the interval that it has now, its own or its class’s; as of the last day of the period, or of today when that is still to come',
    dateField: 'scheduledAt',
    owner: CARER,
    nullWhen: 'nobody had a client on that day',
  },
];
