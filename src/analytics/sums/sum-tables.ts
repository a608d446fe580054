import { Prisma } from '../../platform/prisma/generated/client.js';
import type { Sums } from './sum-table.js';

const { sql } = Prisma;

/** Deals created, won and lost. */
export const DEAL_TABLE: Sums = {
  days: sql`kpi_opportunity_day`,
  day: sql`day`,
  rollup: sql`kpi_opportunity_rollup`,
  fresh: sql`kpi_opportunity_fresh`,
  built: sql`kpi_built_deal`,
  keys: [sql`pipeline_id`],
  sums: [
    sql`created_count`,
    sql`created_amount`,
    sql`won_count`,
    sql`won_amount`,
    sql`lost_count`,
    sql`lost_amount`,
    sql`won_cycle_seconds`,
    sql`created_won_count`,
    sql`created_open_count`,
  ],
};

/** Entries into stages. */
export const STAGE_TABLE: Sums = {
  days: sql`kpi_stage_day`,
  day: sql`day`,
  rollup: sql`kpi_stage_rollup`,
  fresh: sql`kpi_stage_fresh`,
  built: sql`kpi_built_stage`,
  keys: [sql`pipeline_id`, sql`stage_id`],
  earlierDay: sql`previous_day`,
  sums: [sql`entered`, sql`advanced`, sql`dropped`, sql`amount`, sql`left_count`, sql`left_seconds`],
};

/** The open pipeline, by the day of its expected closing. */
export const OPEN_TABLE: Sums = {
  days: sql`kpi_open_pipeline`,
  day: sql`expected_day`,
  rollup: sql`kpi_open_rollup`,
  fresh: sql`kpi_open_fresh`,
  built: sql`kpi_built_open`,
  keys: [sql`pipeline_id`],
  sums: [sql`open_count`, sql`open_amount`, sql`weighted`],
};

/** Visits. */
export const VISIT_TABLE: Sums = {
  days: sql`kpi_visit_day`,
  day: sql`day`,
  rollup: sql`kpi_visit_rollup`,
  fresh: sql`kpi_visit_fresh`,
  built: sql`kpi_built_visit`,
  keys: [],
  sums: [
    sql`planned`,
    sql`confirmed`,
    sql`completed`,
    sql`cancelled`,
    sql`no_show`,
    sql`skipped`,
    sql`with_order`,
    sql`order_amount`,
    sql`worked`,
    sql`timed`,
    sql`store_seconds`,
    sql`routed`,
    sql`route_meters`,
    sql`due`,
    sql`kept`,
    sql`client_cancelled`,
  ],
};

/** How long visits took, in whole minutes. */
export const STAY_TABLE: Sums = {
  days: sql`kpi_visit_stay`,
  day: sql`day`,
  rollup: sql`kpi_visit_stay_rollup`,
  fresh: sql`kpi_visit_stay_fresh`,
  built: sql`kpi_built_stay`,
  keys: [sql`minutes`],
  sums: [sql`visits`],
};
