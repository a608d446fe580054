import { type Permission, type Principal, withinRows } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { Prisma } from '../../platform/prisma/generated/client.js';
import type { BusinessDate } from '../../platform/time/rome.js';
import { customConditions } from '../custom-fields/custom-filter.js';
import type { CustomCondition } from '../custom-fields/domain/custom-condition.js';
import { hasTag } from '../tags/tag.queries.js';
import { historyConditions } from './client-history-filter.js';
import { searchWords } from './domain/search-words.js';
import { readProvince } from './domain/provinces.js';
import type { ClientListQuery } from './dto/client-list.query.js';

export type ClientFilter = Omit<ClientListQuery, 'limit' | 'cursor' | 'sort' | 'count'>;

/** The condition of a client list, over `clients c`. */
export interface ClientCondition {
  /** Where the rows lie: living ones within the reader's scope, around a point. */
  place: Prisma.Sql;
  /** What they must be like. */
  match: Prisma.Sql;
}

const PAGING: ReadonlySet<string> = new Set(['limit', 'cursor', 'sort', 'count']);

/** Whether a list is asked for as a whole. */
export function isUnfiltered(query: ClientListQuery): boolean {
  return Object.entries(query).every(([field, value]) => value === undefined || PAGING.has(field));
}

const DEFAULT_RADIUS_KM = 10;
const SEARCH_TEXT = Prisma.sql`c.search_text`;
const TEXT_WITHOUT_VAT_NUMBER = Prisma.sql`(' ' || client_search_text(c.name, c.city, NULL, c.phone))`;

/** What a filter means depends on. */
export interface FilterTerms {
  /** Which authorisations are about to end. */
  today: BusinessDate;
  custom?: readonly CustomCondition[];
  /** The nearest come first. */
  nearest?: boolean;
}

/** Living rows that the actor's permission reaches and that match every filter. */
export function clientCondition(
  actor: Principal,
  permission: Permission,
  filter: ClientFilter,
  { today, custom = [], nearest = false }: FilterTerms,
): ClientCondition {
  const { q, lifecycle, ownerId, teamId, province, city, tag, pointOfSaleType, updatedSince } = filter;
  const place = [
    Prisma.sql`c.deleted_at IS NULL`,
    withinRows(actor.scope(permission), Prisma.sql`c`),
    ownerId && Prisma.sql`c.owner_id = ${ownerId}::uuid`,
    teamId && Prisma.sql`c.team_id = ${teamId}::uuid`,
    around(filter, nearest),
  ];
  const match = [
    ...(q === undefined ? [] : searchWords(q).map((word) => found(word, actor))),
    lifecycle && Prisma.sql`c.lifecycle = ${lifecycle}::"ClientLifecycle"`,
    province && Prisma.sql`upper(c.province) = ${readProvince(province) ?? province}`,
    city && Prisma.sql`fold(c.city) = fold(${city})`,
    tag && hasTag([tag]),
    pointOfSaleType && Prisma.sql`c.point_of_sale_type = ${pointOfSaleType}::"PointOfSaleType"`,
    updatedSince && Prisma.sql`c.updated_at >= ${updatedSince}::timestamptz`,
    filter.source && Prisma.sql`c.source = ${filter.source}`,
    filter.withoutSource !== undefined && Prisma.sql`(c.source IS NULL) = ${filter.withoutSource}`,
    ...historyConditions(filter),
    ...authorization(filter, today),
    ...customConditions(Prisma.sql`c.custom`, custom),
  ];
  return { place: all(place), match: all(match) };
}

/** By the last valid day of a customs authorisation: it has ended when that day is over. */
function authorization(
  { admExpiresWithinDays: days, admExpired }: ClientFilter,
  today: BusinessDate,
): (Prisma.Sql | undefined)[] {
  const expired = admExpired ? Prisma.sql`c.adm_expires_on < ${today}::date` : undefined;
  return [
    days === undefined ? undefined : Prisma.sql`c.adm_expires_on <= ${today}::date + ${days}::int`,
    admExpired === false ? Prisma.sql`c.adm_expires_on >= ${today}::date` : expired,
  ];
}

/** Both halves of a condition as one. */
export function whole({ place, match }: ClientCondition): Prisma.Sql {
  return Prisma.sql`${place} AND ${match}`;
}

function all(conditions: readonly (Prisma.Sql | string | false | undefined)[]): Prisma.Sql {
  const given = conditions.filter((condition) => typeof condition === 'object');
  return given.length === 0 ? Prisma.sql`TRUE` : Prisma.join(given, ' AND ');
}

/** Who may not see the P.IVA doesn't find by it either; the first half is there for the index. */
function found(word: string, actor: Principal): Prisma.Sql {
  const part = asPart(word);
  if (!actor.hides('client.taxIdentity')) return contains(part);
  return Prisma.sql`${contains(part)} AND ${like(TEXT_WITHOUT_VAT_NUMBER, part)}`;
}

/** One or two letters or digits are too few to be looked up inside of words: they begin one. */
function asPart(word: string): string {
  return /^[\p{L}\p{N}]{1,2}$/u.test(word) ? ` ${word}` : word;
}

export function contains(part: string): Prisma.Sql {
  return like(SEARCH_TEXT, part);
}

/** Folding comes first: it may itself bring forth a character that LIKE would take for a wildcard. */
function like(text: Prisma.Sql, part: string): Prisma.Sql {
  return Prisma.sql`${text} LIKE '%' || regexp_replace(fold(${part}), '([\\\\%_])', '\\\\\\1', 'g') || '%'`;
}

/** Clients around a point; the nearest ones are looked for as far as need be, unless a radius is given. */
function around({ near, radiusKm }: ClientFilter, nearest: boolean): Prisma.Sql | undefined {
  if (near === undefined) return undefined;
  const here = pointOf(near);
  const onTheMap = Prisma.sql`c.latitude IS NOT NULL`;
  if (nearest && radiusKm === undefined) return onTheMap;
  const metres = (radiusKm ?? DEFAULT_RADIUS_KM) * 1000;
  return Prisma.sql`${onTheMap} AND earth_box(${here}, ${metres}) @> ${THERE} AND earth_distance(${here}, ${THERE}) <= ${metres}`;
}

const THERE = Prisma.sql`ll_to_earth(c.latitude, c.longitude)`;

/** Metres from `near` to a client, straight through the earth: in the same order as along its surface. */
export function distanceTo(near: string): Prisma.Sql {
  return Prisma.sql`(${THERE} <-> ${pointOf(near)})`;
}

/** @throws DomainError OUT_OF_RANGE (400) */
function pointOf(near: string): Prisma.Sql {
  const [latitude = NaN, longitude = NaN] = near.split(',').map(Number);
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) {
    throw DomainError.field(
      '/near',
      'OUT_OF_RANGE',
      'near is latitude (-90 to 90), then longitude (-180 to 180).',
    );
  }
  return Prisma.sql`ll_to_earth(${latitude}, ${longitude})`;
}
