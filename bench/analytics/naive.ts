/** Who asks, as a condition on an owner; `$3` is that person, or the person's team. */
export type Scope = 'own' | 'team' | 'all';

interface Naive {
  statements: (scope: Scope) => string[];
}

/** Whose rows, without a join where everybody's count. */
const whose = (scope: Scope, owner: string): string =>
  ({
    own: `${owner} = $3::uuid`,
    team: `${owner} IN (SELECT id FROM users WHERE team_id = $3::uuid)`,
    all: `$3::uuid IS NOT NULL`,
  })[scope];
const byOwnerAt = (scope: Scope, stay: string): string =>
  scope === 'all' ? '' : `JOIN opportunity_stage_entries e ON e.opportunity_id = o.id AND ${stay}`;
const owner = (scope: Scope): string => whose(scope, 'e.owner_id');
const during = (column: string): string =>
  `${column} >= $1::date::timestamp AT TIME ZONE 'Europe/Rome' AND ${column} < $2::date::timestamp AT TIME ZONE 'Europe/Rome'`;

const created = (scope: Scope, group = ''): string => `
  SELECT ${group} count(*) AS created, sum(o.amount) FROM opportunities o ${byOwnerAt(scope, 'e.sequence = 1')}
  WHERE o.deleted_at IS NULL AND ${during('o.created_at')} AND ${owner(scope)} ${group && 'GROUP BY 1'}`;
const closed = (scope: Scope, group = ''): string => `
  SELECT ${group} count(*) FILTER (WHERE status = 'WON') AS won, sum(o.amount) FILTER (WHERE status = 'WON') AS won_amount,
    count(*) FILTER (WHERE status = 'LOST') AS lost, sum(o.amount) FILTER (WHERE status = 'LOST'),
    sum(extract(epoch FROM closed_at - created_at)) FILTER (WHERE status = 'WON')
  FROM opportunities o ${byOwnerAt(scope, 'e.left_at IS NULL')}
  WHERE o.deleted_at IS NULL AND ${during('o.closed_at')} AND ${owner(scope)} ${group && 'GROUP BY 1'}`;
const open = (scope: Scope, group = ''): string => `
  SELECT ${group} count(*) AS open, sum(amount), sum(amount * probability / 100) FROM opportunities o
  WHERE deleted_at IS NULL AND status = 'OPEN' AND $1::date < $2::date AND ${whose(scope, 'o.owner_id')} ${group && 'GROUP BY 1'}`;
const visits = (scope: Scope, group = ''): string => `
  SELECT ${group} count(*) AS planned, count(*) FILTER (WHERE status = 'COMPLETED') AS completed, count(*) FILTER (WHERE status = 'COMPLETED' AND outcome = 'ORDER'),
    sum(order_amount) FILTER (WHERE status = 'COMPLETED')
  FROM visits v WHERE deleted_at IS NULL AND ${during('v.scheduled_at')} AND ${whose(scope, 'v.agent_id')} ${group && 'GROUP BY 1'}`;
const month = (column: string): string => `date_trunc('month', ${column} AT TIME ZONE 'Europe/Rome'),`;

/** The figures of a report straight from the deals and visits, as one would write it. `$1` and `$2` are the period. */
export const NAIVE: Readonly<Record<string, Naive>> = {
  overview: { statements: (scope) => [created(scope), closed(scope), visits(scope), open(scope)] },
  'sales-trend': {
    statements: (scope) => [created(scope, month('o.created_at')), closed(scope, month('o.closed_at'))],
  },
  forecast: {
    statements: (scope) => [
      open(scope, `date_trunc('month', expected_close_date),`),
      closed(scope, month('o.closed_at')),
    ],
  },
  agents: {
    statements: () => [
      created('own', 'e.owner_id,').replace(whose('own', 'e.owner_id'), whose('all', '')),
      closed('own', 'e.owner_id,').replace(whose('own', 'e.owner_id'), whose('all', '')),
      open('all', 'o.owner_id,'),
      visits('all', 'v.agent_id,'),
    ],
  },
  funnel: {
    statements: (scope) => [
      `SELECT e.stage_id, count(*) AS entered, count(*) FILTER (WHERE s.kind = 'OPEN' AND EXISTS (
           SELECT FROM opportunity_stage_entries l JOIN pipeline_stages ls ON ls.id = l.stage_id
           WHERE l.opportunity_id = e.opportunity_id AND l.sequence > e.sequence AND (ls.kind = 'WON' OR ls.kind = 'OPEN' AND ls.position > s.position))) AS advanced
       FROM (SELECT DISTINCT ON (e.opportunity_id, e.stage_id) e.* FROM opportunity_stage_entries e
             JOIN opportunities o ON o.id = e.opportunity_id AND o.deleted_at IS NULL
             WHERE ${during('e.entered_at')} AND ${whose(scope, 'e.owner_id')} ORDER BY e.opportunity_id, e.stage_id, e.entered_at, e.sequence) e
       JOIN pipeline_stages s ON s.id = e.stage_id GROUP BY e.stage_id`,
      `SELECT e.stage_id, avg(extract(epoch FROM left_at - entered_at)), percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM left_at - entered_at))
       FROM opportunity_stage_entries e JOIN opportunities o ON o.id = e.opportunity_id AND o.deleted_at IS NULL
       WHERE ${during('e.entered_at')} AND left_at IS NOT NULL AND ${whose(scope, 'e.owner_id')} GROUP BY e.stage_id`,
    ],
  },
};
