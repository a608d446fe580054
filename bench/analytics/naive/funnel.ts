import { during, type NaiveQuery, type Scope, whose } from './naive-query.ts';

interface Stage {
  stageId: string;
  entered: number;
  advanced: number | null;
  amount: string;
  staysEnded: number;
  meanSecondsInStage: number | null;
  medianSecondsInStage: number | null;
}

export const funnel = (scope: Scope): NaiveQuery[] => [
  {
    sql: `
      SELECT e.stage_id, count(*) AS entered, count(*) FILTER (WHERE s.kind = 'OPEN' AND EXISTS (
          SELECT FROM opportunity_stage_entries l JOIN pipeline_stages ls ON ls.id = l.stage_id
          WHERE l.opportunity_id = e.opportunity_id AND l.sequence > e.sequence
            AND (ls.kind = 'WON' OR ls.kind = 'OPEN' AND ls.position > s.position))) AS advanced, sum(e.amount)
      FROM (SELECT DISTINCT ON (e.opportunity_id, e.stage_id) e.* FROM opportunity_stage_entries e
            JOIN opportunities o ON o.id = e.opportunity_id AND o.deleted_at IS NULL
            WHERE ${during('e.entered_at')} ORDER BY e.opportunity_id, e.stage_id, e.entered_at, e.sequence) e
      JOIN pipeline_stages s ON s.id = e.stage_id WHERE ${whose(scope, 'e.owner_id')} GROUP BY e.stage_id`,
    told: (report) =>
      report
        .rows<Stage>('stages')
        .map(({ stageId, entered, advanced, amount }) => [...[stageId, entered, advanced ?? 0], amount]),
  },
  {
    // A median of the company is read from buckets of a logarithmic scale.
    within: 0.0101,
    sql: `
      SELECT e.stage_id, count(*), avg(seconds), percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds)
      FROM opportunity_stage_entries e
      CROSS JOIN LATERAL (SELECT greatest(extract(epoch FROM left_at - entered_at), 0)::bigint AS seconds) long
      JOIN opportunities o ON o.id = e.opportunity_id AND o.deleted_at IS NULL
      WHERE ${during('e.entered_at')} AND left_at IS NOT NULL AND ${whose(scope, 'e.owner_id')} GROUP BY e.stage_id`,
    told: (report) =>
      report
        .rows<Stage>('stages')
        .map(({ stageId, staysEnded, meanSecondsInStage, medianSecondsInStage }) => [
          ...[stageId, staysEnded, meanSecondsInStage],
          medianSecondsInStage,
        ]),
  },
];
