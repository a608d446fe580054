import type pg from 'pg';
import type { SentStatement } from './captured-sql.ts';

export interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows': number;
  'Rows Removed by Filter'?: number;
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
  Plans?: PlanNode[];
}

export interface Explained {
  /** Pages of tables and indexes that were looked at, cached or not. */
  buffers: number;
  rows: number;
  /** Kinds of all steps, from the last one down; of a scan of a whole table, with the table's name. */
  steps: string[];
  /** Every table of which rows or an index were read, and every index. */
  relations: Set<string>;
  indexes: Set<string>;
}

/** Runs a statement again and tells what PostgreSQL did for it. */
export async function explain(pool: pg.Pool, { text, values }: SentStatement): Promise<Explained> {
  const { rows } = await pool.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
    `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`,
    values,
  );
  const plan = rows[0]?.['QUERY PLAN'][0].Plan;
  if (!plan) throw new Error(`nothing was explained of ${text}`);
  return {
    buffers: plan['Shared Hit Blocks'] + plan['Shared Read Blocks'],
    rows: plan['Actual Rows'],
    steps: stepsOf(plan),
    relations: namesIn(plan, 'Relation Name'),
    indexes: namesIn(plan, 'Index Name'),
  };
}

function stepsOf(node: PlanNode): string[] {
  const table = node['Node Type'] === 'Seq Scan' ? ` of ${node['Relation Name'] ?? ''}` : '';
  return [node['Node Type'] + table, ...(node.Plans ?? []).flatMap(stepsOf)];
}

function namesIn(node: PlanNode, kind: 'Relation Name' | 'Index Name'): Set<string> {
  const below = (node.Plans ?? []).flatMap((inner) => [...namesIn(inner, kind)]);
  const own = node[kind];
  return new Set(own === undefined ? below : [own, ...below]);
}
