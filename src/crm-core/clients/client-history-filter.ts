import { Prisma } from '../../platform/prisma/generated/client.js';
import { type BusinessDate, startOfBusinessDate } from '../../platform/time/rome.js';
import type { ClientListQuery } from './dto/client-list.query.js';

type HistoryFilter = Pick<
  ClientListQuery,
  'createdFrom' | 'createdTo' | 'lead' | 'contacted' | 'becameCustomer' | 'customerFrom' | 'customerTo'
>;

/** What `clients c` have been through, as the KPIs count it. */
export function historyConditions(filter: HistoryFilter): (Prisma.Sql | undefined)[] {
  const { createdFrom, createdTo, lead, contacted, becameCustomer, customerFrom, customerTo } = filter;
  return [
    createdFrom === undefined ? undefined : Prisma.sql`c.created_at >= ${startOf(createdFrom)}`,
    createdTo === undefined ? undefined : Prisma.sql`c.created_at < ${startOf(createdTo)}`,
    lead === undefined ? undefined : Prisma.sql`${CAME_AS_LEAD} = ${lead}`,
    contacted === undefined ? undefined : Prisma.sql`(c.first_contact_at IS NOT NULL) = ${contacted}`,
    becameCustomer === undefined
      ? undefined
      : Prisma.sql`(${CUSTOMER_SINCE} IS NOT NULL) = ${becameCustomer}`,
    customerFrom === undefined ? undefined : Prisma.sql`${CUSTOMER_SINCE} >= ${startOf(customerFrom)}`,
    customerTo === undefined ? undefined : Prisma.sql`${CUSTOMER_SINCE} < ${startOf(customerTo)}`,
  ];
}

const CAME_AS_LEAD = Prisma.sql`EXISTS (
  SELECT FROM client_spans s WHERE s.client_id = c.id AND s.sequence = 1 AND s.lifecycle IN ('LEAD', 'PROSPECT'))`;

/** Who was set back to LEAD or PROSPECT was no customer. */
const CUSTOMER_SINCE = Prisma.sql`(
  SELECT s.from_at FROM client_spans s
  WHERE s.client_id = c.id AND s.lifecycle = 'CUSTOMER' AND c.lifecycle IN ('CUSTOMER', 'DORMANT', 'LOST')
  ORDER BY s.sequence LIMIT 1)`;

function startOf(date: BusinessDate): Prisma.Sql {
  return Prisma.sql`${startOfBusinessDate(date).toISOString()}::timestamptz`;
}
