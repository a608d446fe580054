import { companyWords, plain } from './company-name.js';
import { similarity } from './similarity.js';

/** What of a client tells whether it is another one; in the form in which it is stored. */
export interface Comparable {
  name: string | null;
  vatNumber: string | null;
  taxCode: string | null;
  email: string | null;
  pecEmail: string | null;
  phone: string | null;
  street: string | null;
  city: string | null;
  postalCode: string | null;
}

export const DUPLICATE_REASONS = [
  'SAME_VAT_NUMBER',
  'SAME_TAX_CODE',
  'SAME_PEC',
  'SAME_EMAIL',
  'SAME_PHONE',
  'SAME_NAME',
  'SIMILAR_NAME',
  'SAME_STREET',
  'SAME_POSTAL_CODE',
  'SAME_CITY',
  'OTHER_VAT_NUMBER',
] as const;

export interface DuplicateReason {
  code: (typeof DUPLICATE_REASONS)[number];
  fields: (keyof Comparable)[];
  /** What it adds to the score; negative when it speaks against a duplicate. */
  points: number;
}

interface Rule extends DuplicateReason {
  holds: (one: Comparable, other: Comparable) => boolean;
}

/** Names that share this much are similar: one letter wrong in a word of eight, one word of four missing. */
const SIMILAR = 0.5;
const LIKELY_STREET = 0.6;

const same =
  (field: keyof Comparable) =>
  (one: Comparable, other: Comparable): boolean =>
    one[field] !== null && other[field] !== null && plain(one[field]) === plain(other[field]);

const nameLikeness = (one: Comparable, other: Comparable): number =>
  similarity(companyWords(one.name ?? ''), companyWords(other.name ?? ''));

const RULES: readonly Rule[] = [
  { code: 'SAME_VAT_NUMBER', fields: ['vatNumber'], points: 100, holds: same('vatNumber') },
  { code: 'SAME_TAX_CODE', fields: ['taxCode'], points: 70, holds: same('taxCode') },
  { code: 'SAME_PEC', fields: ['pecEmail'], points: 45, holds: same('pecEmail') },
  { code: 'SAME_EMAIL', fields: ['email'], points: 35, holds: same('email') },
  { code: 'SAME_PHONE', fields: ['phone'], points: 35, holds: same('phone') },
  { code: 'SAME_NAME', fields: ['name'], points: 50, holds: (...pair) => nameLikeness(...pair) === 1 },
  {
    code: 'SIMILAR_NAME',
    fields: ['name'],
    points: 35,
    holds: (...pair) => nameLikeness(...pair) >= SIMILAR && nameLikeness(...pair) < 1,
  },
  {
    code: 'SAME_STREET',
    fields: ['street'],
    points: 20,
    holds: (one, other) => similarity(streetWords(one), streetWords(other)) >= LIKELY_STREET,
  },
  { code: 'SAME_POSTAL_CODE', fields: ['postalCode'], points: 15, holds: same('postalCode') },
  {
    code: 'SAME_CITY',
    fields: ['city'],
    points: 10,
    holds: (...pair) => same('city')(...pair) && !same('postalCode')(...pair),
  },
  {
    code: 'OTHER_VAT_NUMBER',
    fields: ['vatNumber'],
    points: -30,
    holds: (one, other) =>
      one.vatNumber !== null && other.vatNumber !== null && one.vatNumber !== other.vatNumber,
  },
];

/** From this score on two clients are likely to be one. */
export const LIKELY_DUPLICATE = 50;
/** Only the same P.IVA is certain. */
const MOST_WITHOUT_PROOF = 99;

/**
 * How likely two clients are one, 0–100, and why: the points of {@link RULES} that hold, added up.
 * 100 is kept for the same P.IVA.
 */
export function scoreDuplicate(
  one: Comparable,
  other: Comparable,
): { score: number; reasons: DuplicateReason[] } {
  const reasons = RULES.filter(({ holds }) => holds(one, other)).map(({ code, fields, points }) => ({
    code,
    fields,
    points,
  }));
  const sum = reasons.reduce((total, { points }) => total + points, 0);
  const most = same('vatNumber')(one, other) ? 100 : MOST_WITHOUT_PROOF;
  return { score: Math.min(Math.max(sum, 0), most), reasons };
}

/** `Via`, `V.le` and the like say little, and people write them in every way. */
function streetWords({ street }: Comparable): string[] {
  const words = plain(street ?? '').match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.filter(
    (word) => !/^(via|viale|v|le|corso|c|so|piazza|p|za|zza|largo|strada|n|snc)$/.test(word),
  );
}
