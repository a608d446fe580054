import { type Permission, type Principal, withinRows } from '../../platform/access/index.js';
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
const TEXT_WITHOUT_VAT_NUMBER = Prisma.sql`client_search_text(c.name, c.city, NULL, c.phone)`;

/** The condition of a client list: living rows that the actor's permission reaches and that match every filter. */
export function clientCondition(
  actor: Principal,
  permission: Permission,
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
    withinRows(actor.scope(permission), Prisma.sql`c`),
    ...(q === undefined ? [] : searchWords(q).map((word) => found(word, actor))),
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

/** Who may not see the P.IVA doesn't find by it either; the first half is there for the index. */
function found(word: string, actor: Principal): Prisma.Sql {
  if (!actor.hides('client.taxIdentity')) return contains(word);
  return Prisma.sql`${contains(word)} AND ${like(TEXT_WITHOUT_VAT_NUMBER, word)}`;
}

/** Folding comes first: it may itself bring forth a character that LIKE would take for a wildcard. */
export function contains(word: string): Prisma.Sql {
  return like(SEARCH_TEXT, word);
}

function like(text: Prisma.Sql, word: string): Prisma.Sql {
  return Prisma.sql`${text} LIKE '%' || regexp_replace(fold(${word}), '([\\\\%_])', '\\\\\\1', 'g') || '%'`;
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
