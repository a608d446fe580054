import { Prisma } from '../../platform/prisma/generated/client.js';

/** What a list of deals may be sorted by. */
export const OPPORTUNITY_SORTS = {
  createdAt: { column: 'createdAt', kind: 'date', sql: Prisma.sql`o.created_at` },
  updatedAt: { column: 'updatedAt', kind: 'date', sql: Prisma.sql`o.updated_at` },
  amount: { column: 'amount', kind: 'number', sql: Prisma.sql`o.amount`, type: Prisma.sql`numeric` },
  expectedCloseDate: {
    column: 'expectedCloseDate',
    kind: 'date',
    nullable: true,
    sql: Prisma.sql`o.expected_close_date`,
    type: Prisma.sql`date`,
  },
  closedAt: { column: 'closedAt', kind: 'date', nullable: true, sql: Prisma.sql`o.closed_at` },
} as const;
