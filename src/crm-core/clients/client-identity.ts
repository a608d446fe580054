import type { FieldProblem } from '../../platform/errors/index.js';
import { readPostalCode } from './domain/postal-code.js';
import { readProvince } from './domain/provinces.js';
import { readSdiCode } from './domain/sdi-code.js';
import { readForeignVatNumber, readVatNumber } from './domain/vat-number.js';
import { readPhone } from './italian/phone.js';
import { readTaxCode } from './italian/tax-code.js';

interface Rule {
  read: (text: string, country: string) => string | undefined;
  code: string;
  detail: string;
}

const PHONE: Rule = {
  read: readPhone,
  code: 'PHONE_INVALID',
  detail: 'phone must be a telephone number such as 02 1234567 or +39 333 1234567',
};

const ITALIAN = {
  vatNumber: {
    read: readVatNumber,
    code: 'VAT_NUMBER_INVALID',
    detail: 'vatNumber is not a P.IVA: eleven digits with a check digit and an office code',
  },
  taxCode: {
    read: readTaxCode,
    code: 'TAX_CODE_INVALID',
    detail: 'taxCode is not a codice fiscale: sixteen characters for a person, eleven digits for an entity',
  },
  sdiCode: {
    read: readSdiCode,
    code: 'SDI_CODE_INVALID',
    detail: 'sdiCode must have seven letters or digits, six for public bodies',
  },
  province: {
    read: readProvince,
    code: 'PROVINCE_UNKNOWN',
    detail: 'province must be the two letters of an Italian province',
  },
  postalCode: {
    read: readPostalCode,
    code: 'POSTAL_CODE_INVALID',
    detail: 'postalCode must be a CAP of five digits',
  },
  phone: PHONE,
} satisfies Record<string, Rule>;

export type IdentityField = keyof typeof ITALIAN;
export const IDENTITY_FIELDS = Object.keys(ITALIAN) as IdentityField[];

/** Abroad only the forms that are the same everywhere are checked. */
const FOREIGN: Partial<Record<IdentityField, Rule>> = {
  vatNumber: {
    read: readForeignVatNumber,
    code: 'VAT_NUMBER_INVALID',
    detail: 'vatNumber must have 2 to 18 letters and digits',
  },
  phone: PHONE,
};

export type Identity = Partial<Record<IdentityField, string | null>>;

/**
 * Brings what identifies a client into the form in which it is stored, and says what can't be.
 * @param given the fields to read; null clears, undefined is left out
 * @param country of the client, ISO 3166-1 alpha-2: Italian formats hold for `IT` only
 * @returns the stored forms, and a problem with its pointer for each field that is refused
 */
export function readIdentity(
  given: Identity,
  country: string,
): { identity: Identity; problems: FieldProblem[] } {
  const rules: Partial<Record<IdentityField, Rule>> = country === 'IT' ? ITALIAN : FOREIGN;
  const identity: Identity = {};
  const problems: FieldProblem[] = [];
  for (const field of IDENTITY_FIELDS) {
    const text = given[field];
    if (text === undefined) continue;
    const rule = rules[field];
    const value = text === null || !rule ? text : rule.read(text, country);
    if (value === undefined)
      problems.push({
        pointer: `/${field}`,
        code: rule?.code ?? 'INVALID',
        detail: rule?.detail ?? `${field} is invalid`,
      });
    else identity[field] = value;
  }
  return { identity, problems };
}
