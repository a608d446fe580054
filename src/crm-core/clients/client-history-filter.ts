import { Prisma } from '../../platform/prisma/generated/client.js';
import { type BusinessDate, startOfBusinessDate } from '../../platform/time/rome.js';
import type { ClientListQuery } from './dto/client-list.query.js';

type HistoryFilter = Pick<
  ClientListQuery,
  | 'createdFrom'
  | 'createdTo'
  | 'firstContactFrom'
  | 'firstContactTo'
  | 'customerFrom'
  | 'customerTo'
  | 'lostFrom'
  | 'lostTo'
  | 'lead'
  | 'contacted'
  | 'becameCustomer'
>;

/** What `clients c` have been through, as the KPIs count it. */
export function historyConditions(filter: HistoryFilter): (Prisma.Sql | undefined)[] {
  const { lead, contacted, becameCustomer } = filter;
  return [
    ...between(Prisma.sql`c.created_at`, filter.createdFrom, filter.createdTo),
    ...between(Prisma.sql`c.first_contact_at`, filter.firstContactFrom, filter.firstContactTo),
    ...between(CUSTOMER_SINCE, filter.customerFrom, filter.customerTo),
    ...between(LOST_SINCE, filter.lostFrom, filter.lostTo),
    lead === undefined ? undefined : Prisma.sql`${CAME_AS_LEAD} = ${lead}`,
    contacted === undefined ? undefined : Prisma.sql`(c.first_contact_at IS NOT NULL) = ${contacted}`,
    becameCustomer === undefined
      ? undefined
      : Prisma.sql`(${CUSTOMER_SINCE} IS NOT NULL) = ${becameCustomer}`,
  ];
}

const CAME_AS_LEAD = Prisma.sql`EXISTS (
  SELECT FROM client_spans s WHERE s.client_id = c.id AND s.sequence = 1 AND s.lifecycle IN ('LEAD', 'PROSPECT'))`;

/** Who was set back to LEAD or PROSPECT was no customer. */
const CUSTOMER_SINCE = Prisma.sql`(
  SELECT s.from_at FROM client_spans s
  WHERE s.client_id = c.id AND s.lifecycle = 'CUSTOMER' AND c.lifecycle IN ('CUSTOMER', 'DORMANT', 'LOST')
  ORDER BY s.sequence LIMIT 1)`;

/** Since when a lost client is so, whoever owned it. */
const LOST_SINCE = Prisma.sql`(
  SELECT s.from_at FROM client_spans s
  WHERE s.client_id = c.id AND c.lifecycle = 'LOST' AND s.sequence > coalesce(
    (SELECT max(o.sequence) FROM client_spans o WHERE o.client_id = c.id AND o.lifecycle <> 'LOST'), 0)
  ORDER BY s.sequence LIMIT 1)`;

function between(
  instant: Prisma.Sql,
  from: BusinessDate | undefined,
  to: BusinessDate | undefined,
): (Prisma.Sql | undefined)[] {
  return [
    from === undefined ? undefined : Prisma.sql`${instant} >= ${startOf(from)}`,
    to === undefined ? undefined : Prisma.sql`${instant} < ${startOf(to)}`,
  ];
}

function startOf(date: BusinessDate): Prisma.Sql {
  return Prisma.sql`${startOfBusinessDate(date).toISOString()}::timestamptz`;
}
