export type Side = 'source' | 'target';

/** Where a value of the merged client comes from; `same`: both clients have it. */
export type Origin = Side | 'both' | 'same';

/** Fields that say one thing together: apart, half of one client's would be put beside half of the other's. */
export const GROUPS = {
  /** Who is invoiced, and where the invoice goes. */
  tax: ['kind', 'vatNumber', 'taxCode', 'sdiCode', 'pecEmail'],
  place: ['street', 'city', 'province', 'postalCode', 'country', 'latitude', 'longitude'],
  authorization: ['admAuthorizationNumber', 'admExpiresOn'],
} as const;

export type Group = keyof typeof GROUPS;

export const SINGLE_FIELDS = [
  'name',
  'lifecycle',
  'source',
  'externalId',
  'email',
  'phone',
  'website',
  'pointOfSaleType',
  'visitIntervalDays',
  'checkInRadiusMeters',
  'openingHours',
  'openingExceptions',
  'tags',
  'notes',
  'primaryContactId',
  'ownerId',
] as const;

/** The fields of a client that a merge decides about, besides `custom.<key>`. */
export const MERGE_FIELDS = [...SINGLE_FIELDS, ...Object.values(GROUPS).flat()] as const;
export type MergeField = (typeof MERGE_FIELDS)[number];

/** One client's values as the API shows them, custom fields as `custom.<key>`. */
export type MergeValues = Readonly<Record<string, unknown>>;

export interface MergedField {
  field: string;
  target: unknown;
  source: unknown;
  result: unknown;
  from: Origin;
}

export interface MergeRefusal {
  field: string;
  code: string;
  detail: string;
}

export const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** By what they say: jsonb gives the keys of an object back in an order of its own. */
export const isSame = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other);

function canonical(value: unknown): string {
  return (
    JSON.stringify(value ?? null, (_, part: unknown) =>
      typeof part === 'object' && part !== null && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
        : part,
    ) ?? 'null'
  );
}
