import { DomainError } from '../../platform/errors/index.js';
import type { SqlSortColumn } from '../../platform/listing/index.js';
import { Prisma } from '../../platform/prisma/generated/client.js';
import { distanceTo } from './client-filter.js';
import type { ClientListQuery } from './dto/client-list.query.js';

const SORTS = {
  name: { column: 'name', kind: 'text', sql: Prisma.sql`c.name` },
  createdAt: { column: 'createdAt', kind: 'date', sql: Prisma.sql`c.created_at` },
  updatedAt: { column: 'updatedAt', kind: 'date', sql: Prisma.sql`c.updated_at` },
  admExpiresOn: {
    column: 'admExpiresOn',
    kind: 'date',
    nullable: true,
    sql: Prisma.sql`c.adm_expires_on`,
    type: Prisma.sql`date`,
  },
} as const;

/** What a list of clients may be sorted by, and what a row must tell for it. */
export interface ClientSorts {
  sorts: Readonly<Record<string, SqlSortColumn>>;
  extra: Prisma.Sql;
}

/** @throws DomainError (400): the nearest to nothing, or the farthest */
export function clientSorts({ sort, near }: Pick<ClientListQuery, 'sort' | 'near'>): ClientSorts {
  if (sort === '-distance')
    throw DomainError.field('/sort', 'SORT_UNKNOWN', 'The nearest come first: distance, without a minus.');
  if (sort !== 'distance') return { sorts: SORTS, extra: Prisma.empty };
  if (near === undefined)
    throw DomainError.field('/near', 'REQUIRED', 'To sort by distance, say from where: near=45.4642,9.19.');
  const distance = distanceTo(near);
  return {
    sorts: { ...SORTS, distance: { column: 'distance', kind: 'float', sql: distance } },
    extra: Prisma.sql`, ${distance} AS distance`,
  };
}
