import { Prisma } from '../../platform/prisma/generated/client.js';
import { EVERYBODY } from '../sums/sum-table.js';
import type { Period } from './arithmetic/period.js';
import type { Reach } from './reach.js';

const { sql } = Prisma;
type Days = Pick<Period, 'from' | 'to'>;

/** What took its time, as `kpi_duration` keeps it and as the facts do. */
export interface Measure {
  name: 'CYCLE' | 'STAY';
  /** What is told apart: of the kept rows `d`, and of the facts `f`. */
  subject: Prisma.Sql;
  factSubject: Prisma.Sql;
  /** Which of the kept rows count. */
  kept: (reach: Reach) => Prisma.Sql;
  seconds: Prisma.Sql;
  /** The facts of a reader and some days. */
  facts: (reach: Reach, days: Days) => Prisma.Sql;
}

const ALL = sql`${EVERYBODY}::uuid`;

/** All pipelines together. */
export const CYCLES: Measure = {
  name: 'CYCLE',
  subject: ALL,
  factSubject: ALL,
  kept: (reach) => reach.pipeline(sql`d.subject_id`),
  seconds: sql`f.cycle_seconds`,
  facts: (reach, { from, to }) => sql`
    kpi_deal_fact f WHERE f.closed_day >= ${from}::date AND f.closed_day < ${to}::date AND f.cycle_seconds IS NOT NULL
      AND ${reach.owner(sql`f.closed_owner_id`)} AND ${reach.pipeline(sql`f.pipeline_id`)}`,
};

/** Each stage by itself. */
export const STAYS: Measure = {
  name: 'STAY',
  subject: sql`d.subject_id`,
  factSubject: sql`f.stage_id`,
  kept: ofPipelineStages,
  seconds: sql`f.stay_seconds`,
  facts: (reach, { from, to }) => sql`
    kpi_stage_fact f WHERE f.day >= ${from}::date AND f.day < ${to}::date AND f.stay_seconds IS NOT NULL
      AND ${reach.owner(sql`f.owner_id`)} AND ${reach.pipeline(sql`f.pipeline_id`)}`,
};

/** Which rows `d`, told apart by stages, are those of the reader’s pipeline. */
export function ofPipelineStages(reach: Reach): Prisma.Sql {
  return reach.query.pipelineId === undefined
    ? sql`TRUE`
    : sql`d.subject_id IN (SELECT s.id FROM pipeline_stages s WHERE ${reach.pipeline(sql`s.pipeline_id`)})`;
}
