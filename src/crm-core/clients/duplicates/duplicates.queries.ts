import { type AccessScope, withinSql } from '../../../platform/access/index.js';
import { type Client, Prisma } from '../../../platform/prisma/generated/client.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import { contains } from '../client-filter.js';
import { companyWords } from './domain/company-name.js';
import type { Comparable } from './domain/duplicate-score.js';

/** Of each way to meet a candidate, no more than these: a chain's head office has one telephone for many shops. */
const MOST_EACH = 50;
/** A shorter text has no trigram to look up. */
const LEAST_LETTERS = 3;

/**
 * Living clients within the scope that could be the draft: each branch is one look-up in an index, and only those that
 * the draft has something for are asked.
 */
export function candidatesQuery(scope: AccessScope, draft: Comparable): Prisma.Sql {
  const words = companyWords(draft.name ?? '').filter((word) => word.length >= LEAST_LETTERS);
  const byLikeness = Prisma.sql`similarity(fold(c.name), ${words.join(' ')}) DESC, c.id`;
  const branches = [
    draft.vatNumber && among(scope, Prisma.sql`c.vat_number = ${draft.vatNumber}`),
    draft.taxCode && among(scope, Prisma.sql`c.tax_code = ${draft.taxCode}`),
    draft.phone && among(scope, Prisma.sql`c.phone = ${draft.phone}`, byLikeness),
    draft.email && among(scope, Prisma.sql`lower(c.email) = lower(${draft.email})`, byLikeness),
    draft.pecEmail && among(scope, Prisma.sql`lower(c.pec_email) = lower(${draft.pecEmail})`, byLikeness),
    draft.postalCode && among(scope, Prisma.sql`c.postal_code = ${draft.postalCode}`, byLikeness),
    words.length > 0 && among(scope, Prisma.join(words.map(contains), ' AND ')),
    words.length > 0 &&
      draft.city !== null &&
      draft.city.length >= LEAST_LETTERS &&
      among(scope, inTown(draft.city, words), byLikeness),
  ].filter((branch) => branch instanceof Prisma.Sql);
  return branches.length === 0
    ? Prisma.sql`SELECT NULL::uuid AS id WHERE FALSE`
    : Prisma.join(branches, ' UNION ');
}

export async function findCandidates(tx: Tx, scope: AccessScope, draft: Comparable): Promise<Client[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`${candidatesQuery(scope, draft)}`;
  return rows.length === 0 ? [] : tx.client.findMany({ where: { id: { in: rows.map(({ id }) => id) } } });
}

function among(scope: AccessScope, condition: Prisma.Sql, order?: Prisma.Sql): Prisma.Sql {
  const inOrder = order ? Prisma.sql`ORDER BY ${order}` : Prisma.empty;
  return Prisma.sql`
    (SELECT c.id FROM clients c
     WHERE c.deleted_at IS NULL AND ${withinSql(scope, Prisma.sql`c.owner_id`)} AND ${condition}
     ${inOrder} LIMIT ${MOST_EACH})`;
}

/** In a town any part of the name leads to a candidate, so that one wrong letter hides none. */
function inTown(city: string, words: readonly string[]): Prisma.Sql {
  const parts = words.flatMap((word) => {
    const middle = Math.ceil(word.length / 2);
    return middle > LEAST_LETTERS ? [word.slice(0, middle), word.slice(-middle)] : [word];
  });
  return Prisma.sql`${contains(city)} AND fold(c.city) = fold(${city}) AND (${Prisma.join(parts.map(contains), ' OR ')})`;
}
