import { day, during, month, monthOf, type NaiveQuery, type Scope, TODAY, whose } from './naive-query.ts';

/** As the definitions say: the minute below an hour, the hour below 3 days, the day below 30 days, 30 days after that. */
const ROUNDED = `waited / unit * unit`;
const WAITED = `
  CROSS JOIN LATERAL (
    SELECT CASE WHEN c.first_contact_at IS NOT NULL THEN greatest(extract(epoch FROM c.first_contact_at - c.created_at), 0)::bigint END AS waited) w
  CROSS JOIN LATERAL (SELECT CASE WHEN waited < 3600 THEN 60 WHEN waited < 259200 THEN 3600 WHEN waited < 2592000 THEN 86400 ELSE 2592000 END AS unit) u`;
const WAS_LEAD = `
  JOIN client_spans came ON came.client_id = c.id AND came.sequence = 1 AND came.lifecycle IN ('LEAD', 'PROSPECT')`;
const IS_CUSTOMER = `c.lifecycle IN ('CUSTOMER', 'DORMANT', 'LOST') AND EXISTS (
  SELECT FROM client_spans s WHERE s.client_id = c.id AND s.lifecycle = 'CUSTOMER')`;
const leads = (scope: Scope, figures: string, group = ''): string => `
  SELECT ${group} ${figures} FROM clients c ${WAS_LEAD} ${WAITED}
  WHERE c.deleted_at IS NULL AND ${during('c.created_at')} AND ${whose(scope, 'came.owner_id')} ${group && 'GROUP BY 1'}`;
const NEW_AND_WON = `count(*), count(*) FILTER (WHERE ${IS_CUSTOMER})`;
const quantile = (part: number): string =>
  `percentile_disc(${part}) WITHIN GROUP (ORDER BY ${ROUNDED}) FILTER (WHERE waited IS NOT NULL)`;

export const leadsInAll = (scope: Scope): NaiveQuery[] => [
  {
    sql: leads(scope, `${NEW_AND_WON}, ${quantile(0.5)}`),
    told: (report) => [
      [
        ...[report.kpi('newLeads').value, report.kpi('leadConversion').numerator],
        report.kpi('leadResponseMedian').value,
      ],
    ],
  },
  {
    sql: `
      SELECT count(*) FROM (
        SELECT DISTINCT ON (c.id) s.from_at, s.owner_id FROM clients c ${WAS_LEAD}
        JOIN client_spans s ON s.client_id = c.id AND s.lifecycle = 'CUSTOMER'
        WHERE c.deleted_at IS NULL AND c.lifecycle IN ('CUSTOMER', 'DORMANT', 'LOST') ORDER BY c.id, s.sequence) first
      WHERE ${during('from_at')} AND ${whose(scope, 'owner_id')}`,
    told: (report) => [[report.kpi('newCustomers').value]],
  },
];

interface Source {
  source: string | null;
  newLeads: { value: number };
  leadConversion: { numerator: number };
}

interface PresentSource {
  source: string | null;
  byLifecycle: { lifecycle: string; count: number }[];
}

export const leadReport = (scope: Scope): NaiveQuery[] => [
  ...leadsInAll(scope),
  {
    sql: leads(scope, `count(*) FILTER (WHERE c.first_contact_at IS NULL), ${quantile(0.9)}`),
    told: (report) => [[report.kpi('leadsNotContacted').value, report.kpi('leadResponseP90').value]],
  },
  {
    sql: leads(scope, NEW_AND_WON, `c.source,`),
    told: (report) =>
      report
        .rows<Source>('sources')
        .map(({ source, newLeads, leadConversion }) => [source, newLeads.value, leadConversion.numerator]),
  },
  {
    sql: `
      SELECT source, lifecycle, count(*) FROM clients c
      WHERE deleted_at IS NULL AND $1::date < $2::date AND ${whose(scope, 'c.owner_id')} GROUP BY 1, 2`,
    told: (report) =>
      report
        .part<{ bySource: PresentSource[] }>('now')
        .bySource.flatMap(({ source, byLifecycle }) =>
          byLifecycle.map(({ lifecycle, count }) => [source, lifecycle, count]),
        ),
  },
];

/** When each client reached each step. An order is a won deal, or a visit that ended with one and not with such a deal. */
const STEPS = `
  WITH visited AS (
    SELECT client_id, min(coalesce(checked_in_at, scheduled_at)) AS visit_at FROM visits
    WHERE deleted_at IS NULL AND status = 'COMPLETED' GROUP BY 1
  ), won AS (
    SELECT id, client_id, closed_at AS at FROM opportunities WHERE deleted_at IS NULL AND status = 'WON'
  ), orders AS (
    SELECT client_id, at, ${day('at')} AS day FROM won
    UNION ALL
    SELECT v.client_id, at, ${day('at')} FROM visits v
    CROSS JOIN LATERAL (SELECT coalesce(checked_out_at, checked_in_at, scheduled_at) AS at) ended
    WHERE v.deleted_at IS NULL AND v.status = 'COMPLETED' AND v.outcome = 'ORDER'
      AND NOT EXISTS (SELECT FROM won w WHERE w.id = v.opportunity_id AND w.client_id = v.client_id)
  ), ordered AS (
    SELECT client_id, min(at) AS first_at, min(at) FILTER (WHERE day > first_day) AS later_at, max(day) AS last_day
    FROM (SELECT *, min(day) OVER (PARTITION BY client_id) AS first_day FROM orders) o GROUP BY 1
  ), lives AS (
    SELECT client_id, min(from_at) FILTER (WHERE s.lifecycle = 'CUSTOMER') AS customer_at,
      coalesce(max(sequence) FILTER (WHERE s.lifecycle <> c.lifecycle), 0) AS last_other
    FROM client_spans s JOIN clients c ON c.id = s.client_id GROUP BY 1
  ), told AS (
    SELECT c.id, c.created_at, lead, c.lifecycle, c.first_contact_at, visit_at, first_at, later_at,
      since.from_at AS since, last_day, c.visit_interval_days AS days,
      CASE WHEN c.lifecycle IN ('CUSTOMER', 'DORMANT', 'LOST') THEN ${day('customer_at')} END AS customer_day
    FROM clients c
    JOIN client_spans came ON came.client_id = c.id AND came.sequence = 1
    CROSS JOIN LATERAL (SELECT came.lifecycle IN ('LEAD', 'PROSPECT') AS lead) origin
    JOIN lives l ON l.client_id = c.id
    JOIN client_spans since ON since.client_id = c.id AND since.sequence = l.last_other + 1
    LEFT JOIN visited v ON v.client_id = c.id
    LEFT JOIN ordered o ON o.client_id = c.id
    WHERE c.deleted_at IS NULL
  ), steps AS (
    SELECT id, 'PROSPECT' AS step, created_at AS at FROM told WHERE lead
    UNION ALL SELECT id, 'FIRST_CONTACT', first_contact_at FROM told WHERE lead
    UNION ALL SELECT id, 'FIRST_VISIT', visit_at FROM told WHERE lead
    UNION ALL SELECT id, 'FIRST_ORDER', first_at FROM told WHERE lead
    UNION ALL SELECT id, 'REPEAT', CASE WHEN lead THEN later_at ELSE first_at END FROM told
    UNION ALL SELECT id, 'AT_RISK', day::timestamp AT TIME ZONE 'Europe/Rome' FROM (
      SELECT id, least(coalesce(last_day, customer_day) + coalesce(2 * days, 90),
        CASE WHEN lifecycle IN ('DORMANT', 'LOST') THEN ${day('since')} END) AS day FROM told
      WHERE last_day IS NOT NULL OR customer_day IS NOT NULL OR lifecycle = 'DORMANT') due
      WHERE day <= ${TODAY}
    UNION ALL SELECT id, 'LOST', since FROM told WHERE lifecycle = 'LOST'
  )`;
const OWNER_THEN = `
  CROSS JOIN LATERAL (
    SELECT s.owner_id FROM client_spans s WHERE s.client_id = steps.id
    ORDER BY s.from_at <= steps.at DESC, CASE WHEN s.from_at <= steps.at THEN -s.sequence ELSE s.sequence END LIMIT 1) owner_then`;

interface Step {
  step: string;
  reached: { value: number };
}

interface Cohort {
  from: string;
  acquired: { value: number };
  /** From the first contact on. */
  steps: { reached: { numerator: number } }[];
}

export const journey = (scope: Scope): NaiveQuery[] => [
  {
    sql: `${STEPS} SELECT step, count(*) FROM steps ${scope === 'all' ? '' : OWNER_THEN}
      WHERE ${during('at')} AND ${day('at')} <= ${TODAY} AND ${whose(scope, 'owner_id')} GROUP BY 1`,
    told: (report) => report.rows<Step>('steps').map(({ step, reached }) => [step, reached.value]),
  },
  {
    sql: leads(
      scope,
      `${NEW_AND_WON.replace(IS_CUSTOMER, 'c.first_contact_at IS NOT NULL')}`,
      month('c.created_at'),
    ),
    told: (report) =>
      report
        .rows<Cohort>('cohorts')
        .map((cohort) => [monthOf(cohort), cohort.acquired.value, cohort.steps[0]?.reached.numerator ?? 0]),
  },
];
