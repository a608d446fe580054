import {
  type ClientLifecycle,
  type KpiClientWait,
  Prisma,
} from '../../../platform/prisma/generated/client.js';
import { daysRoundedDown } from '../../client-rounding.js';
import { CLIENT_COUNTS, type ClientCount } from '../../sums/client-sum-tables.js';

const { sql, join } = Prisma;

const LEAD_DAY = sql`CASE WHEN f.lead THEN f.created_day END`;
const happened = (day: Prisma.Sql): Prisma.Sql => sql`(${day} IS NOT NULL)::int`;

/** A reading of the changes `f`, with their sign. */
type Reading = (changes: Prisma.Sql) => Prisma.Sql;

/**
 * One after the other. In a list of rows beside each change PostgreSQL would prepare every expression anew, change by change: longer
 * than it takes to read a thousand changes again.
 */
function inTurn(readings: readonly Reading[], changes: Prisma.Sql): Prisma.Sql {
  return join(
    readings.map((reading) => reading(changes)),
    ' UNION ALL ',
  );
}

/** A day of a client's life, for whom it counts, and for what. */
function event(
  day: Prisma.Sql,
  owner: Prisma.Sql,
  counts: Partial<Record<ClientCount, Prisma.Sql>>,
): Reading {
  const given = new Map(Object.entries(counts));
  const columns = Object.entries(CLIENT_COUNTS).map(
    ([name, column]) => sql`${given.get(name) ?? sql`0`} AS ${column}`,
  );
  return (changes) => sql`
    SELECT sign, ${day} AS day, ${owner} AS owner_id, ${join(columns)} FROM ${changes} f WHERE ${day} IS NOT NULL`;
}

const EVENTS: readonly Reading[] = [
  event(LEAD_DAY, sql`f.created_owner_id`, {
    leads: sql`1`,
    leads_won: happened(sql`f.customer_day`),
    leads_contacted: happened(sql`f.response_seconds`),
    visit_cohort: happened(sql`f.visit_day`),
    order_cohort: happened(sql`f.order_day`),
    repeat_cohort: happened(sql`f.repeat_day`),
    at_risk_cohort: happened(sql`f.at_risk_day`),
    lost_cohort: happened(sql`f.lost_day`),
  }),
  event(sql`CASE WHEN f.lead THEN f.customer_day END`, sql`f.customer_owner_id`, { customers: sql`1` }),
  event(sql`f.contact_day`, sql`f.contact_owner_id`, {
    contact_reached: sql`1`,
    contact_passed: happened(sql`f.visit_day`),
  }),
  event(sql`f.visit_day`, sql`f.visit_owner_id`, {
    visit_reached: sql`1`,
    visit_passed: happened(sql`f.order_day`),
  }),
  event(sql`f.order_day`, sql`f.order_owner_id`, {
    order_reached: sql`1`,
    order_passed: happened(sql`f.repeat_day`),
  }),
  event(sql`f.repeat_day`, sql`f.repeat_owner_id`, {
    repeat_reached: sql`1`,
    repeat_passed: happened(sql`f.at_risk_day`),
  }),
  event(sql`f.at_risk_day`, sql`f.at_risk_owner_id`, {
    at_risk_reached: sql`1`,
    at_risk_passed: happened(sql`f.lost_day`),
  }),
  event(sql`f.lost_day`, sql`f.lost_owner_id`, { lost_reached: sql`1` }),
];

/** How many clients count for what. @param changes the facts of clients that go and come */
export const clientDays = (changes: Prisma.Sql): Prisma.Sql => sql`
  SELECT day, owner_id, ${join(Object.values(CLIENT_COUNTS).map((name) => sql`sum(sign * ${name}) AS ${name}`))}
  FROM (${inTurn(EVENTS, changes)}) events GROUP BY 1, 2`;

const now = (lifecycle: ClientLifecycle): Prisma.Sql =>
  sql`coalesce(sum(sign) FILTER (WHERE e.lifecycle = ${lifecycle}::"ClientLifecycle"), 0)`;

/** Where they came from. */
export const clientSources = (changes: Prisma.Sql): Prisma.Sql => sql`
  SELECT e.day, e.owner_id, f.source, sum(sign * e.leads) AS leads, sum(sign * e.leads_won) AS leads_won,
    ${now('LEAD')} AS now_lead, ${now('PROSPECT')} AS now_prospect,
    ${now('CUSTOMER')} AS now_customer, ${now('DORMANT')} AS now_dormant,
    ${now('LOST')} AS now_lost
  FROM ${changes} f
  CROSS JOIN LATERAL (VALUES
    (${LEAD_DAY}, f.created_owner_id, 1, ${happened(sql`f.customer_day`)}, NULL),
    ('0001-01-01'::date, f.owner_id, 0, 0, f.lifecycle)) e (day, owner_id, leads, leads_won, lifecycle)
  WHERE e.day IS NOT NULL GROUP BY 1, 2, 3`;

/** How long something was waited for, dated by `day`. */
function wait(name: KpiClientWait, day: Prisma.Sql, owner: Prisma.Sql, length: Prisma.Sql): Reading {
  return (changes) => sql`
    SELECT sign, ${day} AS day, ${owner} AS owner_id, ${name}::"KpiClientWait" AS wait, ${length} AS length FROM ${changes} f
    WHERE ${length} IS NOT NULL`;
}

/** Of who did not reach the step before, nothing is known. */
function step(name: KpiClientWait, day: Prisma.Sql, owner: Prisma.Sql, before: Prisma.Sql): Reading {
  const since = sql`${day} - ${before}`;
  const days = sql`CASE WHEN ${since} IS NOT NULL THEN ${daysRoundedDown(sql`greatest(${since}, 0)`)} END`;
  return wait(name, day, owner, days);
}

const WAITS: readonly Reading[] = [
  wait('RESPONSE', sql`f.created_day`, sql`f.created_owner_id`, sql`f.response_seconds`),
  step('FIRST_CONTACT', sql`f.contact_day`, sql`f.contact_owner_id`, sql`f.created_day`),
  step('FIRST_VISIT', sql`f.visit_day`, sql`f.visit_owner_id`, sql`f.contact_day`),
  step('FIRST_ORDER', sql`f.order_day`, sql`f.order_owner_id`, sql`f.visit_day`),
  step('REPEAT', sql`f.repeat_day`, sql`f.repeat_owner_id`, sql`f.order_day`),
  step('AT_RISK', sql`f.at_risk_day`, sql`f.at_risk_owner_id`, sql`f.repeat_day`),
  step('LOST', sql`f.lost_day`, sql`f.lost_owner_id`, sql`f.at_risk_day`),
];

/** How long they waited. */
export const clientLengths = (changes: Prisma.Sql): Prisma.Sql => sql`
  SELECT day, owner_id, wait, length, sum(sign) AS clients FROM (${inTurn(WAITS, changes)}) waits
  GROUP BY 1, 2, 3, 4`;
