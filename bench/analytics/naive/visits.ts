import { day, during, month, monthOf, type NaiveQuery, type Scope, TODAY, whose } from './naive-query.ts';

const visits = (scope: Scope, figures: string, group = ''): string => `
  SELECT ${group} ${figures} FROM visits v
  WHERE deleted_at IS NULL AND ${during('v.scheduled_at')} AND ${whose(scope, 'v.agent_id')} ${group && 'GROUP BY 1'}`;
const count = (condition: string): string => `count(*) FILTER (WHERE ${condition})`;
const COMPLETED = `status = 'COMPLETED'`;
const ORDERED = `${COMPLETED} AND outcome = 'ORDER'`;
const HEADLINE = `count(*), ${count(COMPLETED)}, ${count(ORDERED)}, sum(order_amount) FILTER (WHERE ${COMPLETED})`;
const SECONDS = `CASE WHEN checked_out_at IS NOT NULL AND checked_in_at IS NOT NULL THEN greatest(extract(epoch FROM checked_out_at - checked_in_at), 0)::bigint END`;

export const visitsInAll = (scope: Scope): NaiveQuery[] => [
  {
    sql: visits(scope, HEADLINE),
    told: (report) => [
      [
        ...[report.kpi('visitsPlanned').value, report.kpi('visitsCompleted').value],
        ...[report.kpi('strikeRate').numerator, report.kpi('visitOrderAmount').value],
      ],
    ],
  },
];

interface Agent {
  agentId: string;
  visitsPlanned: number;
  visitsCompleted: number;
  strikeRate: { numerator: number };
  visitOrderAmount: string;
}

interface Point extends Record<'completed' | 'cancelled' | 'noShow' | 'skipped', { count: number }> {
  from: string;
}

export const visitsByAgent = (scope: Scope): NaiveQuery[] => [
  {
    sql: visits(scope, HEADLINE, 'v.agent_id,'),
    told: (report) =>
      report
        .rows<Agent>('agents')
        .map(({ agentId, visitsPlanned, visitsCompleted, strikeRate, visitOrderAmount }) => [
          ...[agentId, visitsPlanned, visitsCompleted],
          ...[strikeRate.numerator, visitOrderAmount],
        ]),
  },
];

/** Whose clients were when a day ended, and when they had last been visited; not those that were lost. */
const care = (scope: Scope, end: string): string => `
  SELECT count(*), ${count(`visited >= $1::date`)}, ${count(`visited + days >= ${end} - 1`)}
  FROM (
    SELECT DISTINCT ON (s.client_id) s.owner_id, s.lifecycle, coalesce(c.visit_interval_days, k.interval_days) AS days, s.client_id
    FROM client_spans s JOIN clients c ON c.id = s.client_id AND c.deleted_at IS NULL
    JOIN class_intervals k ON k.point_of_sale_type = coalesce(c.point_of_sale_type, 'OTHER')
    WHERE s.from_at < (${end})::timestamp AT TIME ZONE 'Europe/Rome' ORDER BY s.client_id, s.sequence DESC) held
  LEFT JOIN (
    SELECT client_id, max(${day('scheduled_at')}) AS visited FROM visits
    WHERE deleted_at IS NULL AND ${COMPLETED} AND scheduled_at < (${end})::timestamp AT TIME ZONE 'Europe/Rome' GROUP BY 1) last USING (client_id)
  WHERE lifecycle <> 'LOST' AND $2::date IS NOT NULL AND ${whose(scope, 'owner_id')}`;

export const visitReport = (scope: Scope): NaiveQuery[] => [
  {
    sql: visits(
      scope,
      `${HEADLINE}, count(DISTINCT (agent_id, ${day('scheduled_at')})) FILTER (WHERE ${COMPLETED}),
        sum(${SECONDS}) FILTER (WHERE ${COMPLETED}),
        60 * percentile_cont(0.5) WITHIN GROUP (ORDER BY ${SECONDS} / 60) FILTER (WHERE ${COMPLETED})`,
    ),
    told: (report) => [
      [
        ...[report.kpi('visitsPlanned').value, report.kpi('visitsCompleted').value],
        ...[report.kpi('strikeRate').numerator, report.kpi('visitOrderAmount').value],
        ...[report.kpi('visitsPerDay').denominator, report.kpi('timeInStore').numerator],
        report.kpi('medianTimeInStore').value,
      ],
    ],
  },
  {
    sql: visits(
      scope,
      ['COMPLETED', 'CANCELLED', 'NO_SHOW', 'SKIPPED'].map((status) => count(`status = '${status}'`)).join(),
      month('v.scheduled_at'),
    ),
    told: (report) =>
      report
        .rows<Point>('points')
        .map((point) => [
          ...[monthOf(point), point.completed.count, point.cancelled.count],
          ...[point.noShow.count, point.skipped.count],
        ]),
  },
  {
    sql: `
      SELECT ${count('kept_plan')}, ${count(`NOT (status = 'CANCELLED' AND cancelled_by IS NOT DISTINCT FROM 'CLIENT')`)}
      FROM visits v WHERE deleted_at IS NULL AND planned_on >= $1::date AND planned_on < least($2::date, ${TODAY}) AND ${whose(scope, 'v.agent_id')}`,
    told: (report) => [[report.kpi('planAdherence').numerator, report.kpi('planAdherence').denominator]],
  },
  {
    sql: `SELECT assigned, covered FROM (${care(scope, '$2::date')}) care (assigned, covered, good)`,
    told: (report) => [[report.kpi('visitCoverage').denominator, report.kpi('visitCoverage').numerator]],
  },
  {
    sql: `SELECT assigned, good FROM (${care(scope, `least($2::date, ${TODAY} + 1)`)}) care (assigned, covered, good)`,
    told: (report) => [
      [report.kpi('cadenceCompliance').denominator, report.kpi('cadenceCompliance').numerator],
    ],
  },
];
