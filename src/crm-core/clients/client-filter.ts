import { type AccessScope, withinRows } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { Prisma } from '../../platform/prisma/generated/client.js';
import { customConditions } from '../custom-fields/custom-filter.js';
import type { CustomCondition } from '../custom-fields/domain/custom-condition.js';
import { searchWords } from './domain/search-words.js';
import { readProvince } from './domain/provinces.js';
import type { ClientListQuery } from './dto/client-list.query.js';

export type ClientFilter = Omit<ClientListQuery, 'limit' | 'cursor' | 'sort' | 'count'>;

const DEFAULT_RADIUS_KM = 10;
const SEARCH_TEXT = Prisma.sql`client_search_text(c.name, c.city, c.vat_number, c.phone)`;

/** The condition of a client list: living rows within the reader's scope that match every filter. */
export function clientCondition(
  scope: AccessScope,
  filter: ClientFilter,
  custom: readonly CustomCondition[] = [],
): Prisma.Sql {
  const {
    q,
    lifecycle,
    ownerId,
    teamId,
    province,
    city,
    tag,
    pointOfSaleType,
    updatedSince,
    near,
    radiusKm,
  } = filter;
  const conditions = [
    Prisma.sql`c.deleted_at IS NULL`,
    withinRows(scope, Prisma.sql`c`),
    ...(q === undefined ? [] : searchWords(q).map(contains)),
    lifecycle && Prisma.sql`c.lifecycle = ${lifecycle}::"ClientLifecycle"`,
    ownerId && Prisma.sql`c.owner_id = ${ownerId}::uuid`,
    teamId && Prisma.sql`c.team_id = ${teamId}::uuid`,
    province && Prisma.sql`upper(c.province) = ${readProvince(province) ?? province}`,
    // The first half is implied by the second; it is there for the index.
    city && Prisma.sql`${contains(city)} AND fold(c.city) = fold(${city})`,
    tag && Prisma.sql`c.tags @> ARRAY[${tag}]::text[]`,
    pointOfSaleType && Prisma.sql`c.point_of_sale_type = ${pointOfSaleType}::"PointOfSaleType"`,
    updatedSince && Prisma.sql`c.updated_at >= ${updatedSince}::timestamptz`,
    ...customConditions(Prisma.sql`c.custom`, custom),
    near && within(near, radiusKm ?? DEFAULT_RADIUS_KM),
  ].filter((condition) => typeof condition === 'object');
  return Prisma.join(conditions, ' AND ');
}

/** Folding comes first: it may itself bring forth a character that LIKE would take for a wildcard. */
export function contains(word: string): Prisma.Sql {
  return Prisma.sql`${SEARCH_TEXT} LIKE '%' || regexp_replace(fold(${word}), '([\\\\%_])', '\\\\\\1', 'g') || '%'`;
}

function within(near: string, radiusKm: number): Prisma.Sql {
  const [latitude = NaN, longitude = NaN] = near.split(',').map(Number);
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) {
    throw DomainError.field(
      'near',
      'OUT_OF_RANGE',
      'near is latitude (-90 to 90), then longitude (-180 to 180).',
    );
  }
  const here = Prisma.sql`ll_to_earth(${latitude}, ${longitude})`;
  const there = Prisma.sql`ll_to_earth(c.latitude, c.longitude)`;
  const metres = radiusKm * 1000;
  return Prisma.sql`c.latitude IS NOT NULL AND earth_box(${here}, ${metres}) @> ${there} AND earth_distance(${here}, ${there}) <= ${metres}`;
}
