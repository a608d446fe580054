import { during, month, monthOf, type NaiveQuery, type Scope, TODAY, whose } from './naive-query.ts';

/** The stay that tells who owned a deal then; everybody's deals need none. */
const stay = (scope: Scope, group: string, which: string): string =>
  scope === 'all' && !group.startsWith('e.')
    ? ''
    : `JOIN opportunity_stage_entries e ON e.opportunity_id = o.id AND ${which}`;

const created = (scope: Scope, group = ''): string => `
  SELECT ${group} count(*) AS created, sum(o.amount) FROM opportunities o ${stay(scope, group, 'e.sequence = 1')}
  WHERE o.deleted_at IS NULL AND ${during('o.created_at')} AND ${whose(scope, 'e.owner_id')} ${group && 'GROUP BY 1'}`;
const closed = (scope: Scope, group = ''): string => `
  SELECT ${group} count(*) FILTER (WHERE status = 'WON') AS won, sum(o.amount) FILTER (WHERE status = 'WON') AS won_amount,
    count(*) FILTER (WHERE status = 'LOST') AS lost, sum(o.amount) FILTER (WHERE status = 'LOST')
  FROM opportunities o ${stay(scope, group, 'e.left_at IS NULL')}
  WHERE o.deleted_at IS NULL AND ${during('o.closed_at')} AND ${whose(scope, 'e.owner_id')} ${group && 'GROUP BY 1'}`;
const open = (scope: Scope, group = ''): string => `
  SELECT ${group} count(*) AS open, sum(amount), sum(amount * probability / 100)::numeric(20,2) FROM opportunities o
  WHERE deleted_at IS NULL AND status = 'OPEN' AND $1::date < $2::date AND ${whose(scope, 'o.owner_id')} ${group && 'GROUP BY 1'}`;
const BUCKET = `
  CASE WHEN expected_close_date IS NULL THEN 'undated' WHEN expected_close_date < ${TODAY} THEN 'overdue'
    WHEN expected_close_date >= $1::date AND expected_close_date < $2::date THEN date_trunc('month', expected_close_date)::date::text
    ELSE 'outside' END AS bucket,`;

interface Sum {
  count: number;
  amount: string;
  weighted: string;
}
type Sums = Record<'created' | 'won' | 'lost' | 'open', Sum>;

export const dealsInAll = (scope: Scope): NaiveQuery[] => [
  {
    sql: created(scope),
    told: (report) => [[report.kpi('createdCount').value, report.kpi('createdAmount').value]],
  },
  {
    sql: closed(scope),
    told: (report) => [
      ['wonCount', 'wonAmount', 'lostCount', 'lostAmount'].map((key) => report.kpi(key).value),
    ],
  },
  {
    sql: open(scope),
    told: (report) => [['openCount', 'openAmount', 'openWeighted'].map((key) => report.kpi(key).value)],
  },
];

export const dealsByMonth = (scope: Scope): NaiveQuery[] => [
  {
    sql: created(scope, month('o.created_at')),
    told: (report) =>
      report
        .rows<Sums & { from: string }>('points')
        .map((point) => [monthOf(point), point.created.count, point.created.amount]),
  },
  {
    sql: closed(scope, month('o.closed_at')),
    told: (report) =>
      report
        .rows<Sums & { from: string }>('points')
        .map((point) => [
          ...[monthOf(point), point.won.count, point.won.amount],
          ...[point.lost.count, point.lost.amount],
        ]),
  },
];

export const forecast = (scope: Scope): NaiveQuery[] => [
  {
    sql: open(scope, BUCKET),
    told: (report) => {
      const buckets: [string, Sum][] = [
        ...report
          .rows<Sums & { from: string }>('months')
          .map((point): [string, Sum] => [monthOf(point), point.open]),
        ...['overdue', 'undated', 'outside'].map((name): [string, Sum] => [name, report.part<Sum>(name)]),
      ];
      return buckets.map(([bucket, { count, amount, weighted }]) => [bucket, count, amount, weighted]);
    },
  },
  {
    sql: `SELECT month, won, won_amount FROM (${closed(scope, month('o.closed_at'))}) closed`,
    told: (report) =>
      report
        .rows<Sums & { from: string }>('months')
        .map((point) => [monthOf(point), point.won.count, point.won.amount]),
  },
];

type Agent = Sums & { agentId: string };

export const dealsByAgent = (scope: Scope): NaiveQuery[] => [
  {
    sql: created(scope, 'e.owner_id,'),
    told: (report) =>
      report.rows<Agent>('agents').map((agent) => [agent.agentId, agent.created.count, agent.created.amount]),
  },
  {
    sql: closed(scope, 'e.owner_id,'),
    told: (report) =>
      report
        .rows<Agent>('agents')
        .map(({ agentId, won, lost }) => [...[agentId, won.count, won.amount], ...[lost.count, lost.amount]]),
  },
  {
    sql: open(scope, 'o.owner_id,'),
    told: (report) =>
      report
        .rows<Agent>('agents')
        .map(({ agentId, open: now }) => [agentId, now.count, now.amount, now.weighted]),
  },
];

export const lostReasons = (scope: Scope): NaiveQuery[] => [
  {
    sql: `
      SELECT o.lost_reason, e.from_stage_id, count(*), sum(o.amount) FROM opportunities o
      JOIN opportunity_stage_entries e ON e.opportunity_id = o.id AND e.left_at IS NULL
      WHERE o.deleted_at IS NULL AND o.status = 'LOST' AND ${during('o.closed_at')} AND ${whose(scope, 'e.owner_id')} GROUP BY 1, 2`,
    told: (report) =>
      report
        .rows<Sum & { reason: string; stageId: string | null }>('cells')
        .map(({ reason, stageId, count, amount }) => [reason, stageId, count, amount]),
  },
];
