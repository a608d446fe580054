import { Prisma } from '../../platform/prisma/generated/client.js';
import type { Sums } from './sum-table.js';

const { sql } = Prisma;

/**
 * What clients are counted for. The name of a figure of a step says on which day it is dated:
 * - `x_reached`: reached it, on that day;
 * - `x_passed`: of those, reached the step after it too;
 * - `x_cohort`: leads that reached it, on the day of their creation.
 */
export const CLIENT_COUNTS = {
  leads: sql`leads`,
  leads_won: sql`leads_won`,
  leads_contacted: sql`leads_contacted`,
  customers: sql`customers`,
  contact_reached: sql`contact_reached`,
  visit_reached: sql`visit_reached`,
  order_reached: sql`order_reached`,
  repeat_reached: sql`repeat_reached`,
  at_risk_reached: sql`at_risk_reached`,
  lost_reached: sql`lost_reached`,
  contact_passed: sql`contact_passed`,
  visit_passed: sql`visit_passed`,
  order_passed: sql`order_passed`,
  repeat_passed: sql`repeat_passed`,
  at_risk_passed: sql`at_risk_passed`,
  visit_cohort: sql`visit_cohort`,
  order_cohort: sql`order_cohort`,
  repeat_cohort: sql`repeat_cohort`,
  at_risk_cohort: sql`at_risk_cohort`,
  lost_cohort: sql`lost_cohort`,
};
export type ClientCount = keyof typeof CLIENT_COUNTS;

/** Leads, customers and the steps of their journey. */
export const CLIENT_TABLE: Sums = {
  days: sql`kpi_client_day`,
  day: sql`day`,
  rollup: sql`kpi_client_day_rollup`,
  fresh: sql`kpi_client_fresh`,
  built: sql`kpi_built_client`,
  keys: [],
  sums: Object.values(CLIENT_COUNTS),
};

/** Where leads came from; on the day that stands for "no date", where all clients of now did. */
export const CLIENT_SOURCE_TABLE: Sums = {
  days: sql`kpi_client_source`,
  day: sql`day`,
  rollup: sql`kpi_client_source_rollup`,
  fresh: sql`kpi_client_source_fresh`,
  built: sql`kpi_built_client_source`,
  keys: [sql`source`],
  sums: [
    sql`leads`,
    sql`leads_won`,
    sql`now_lead`,
    sql`now_prospect`,
    sql`now_customer`,
    sql`now_dormant`,
    sql`now_lost`,
  ],
};

/** How long clients waited for what. */
export const CLIENT_LENGTH_TABLE: Sums = {
  days: sql`kpi_client_length`,
  day: sql`day`,
  rollup: sql`kpi_client_length_rollup`,
  fresh: sql`kpi_client_length_fresh`,
  built: sql`kpi_built_client_length`,
  keys: [sql`wait`, sql`length`],
  sums: [sql`clients`],
};

export const CLIENT_TABLES: readonly Sums[] = [CLIENT_TABLE, CLIENT_SOURCE_TABLE, CLIENT_LENGTH_TABLE];
