import type { AuthorizationWarning } from './authorization.js';
import type { EinvoiceGap } from './einvoice.js';

/** A code with what to tell people who read Italian or English. */
export interface Worded<Code extends string = string> {
  readonly code: Code;
  readonly it: string;
  readonly en: string;
}

const GAPS: Readonly<Record<EinvoiceGap, Omit<Worded, 'code'>>> = {
  VAT_NUMBER_OR_TAX_CODE: {
    it: 'Manca la partita IVA o il codice fiscale',
    en: 'The VAT number or the tax code is missing',
  },
  STREET: { it: "Manca l'indirizzo", en: 'The street is missing' },
  CITY: { it: 'Manca il comune', en: 'The town is missing' },
  POSTAL_CODE: { it: 'Manca il CAP', en: 'The postal code is missing' },
  SDI_CODE_OR_PEC: {
    it: 'Manca il codice destinatario o la PEC',
    en: 'The recipient code (SDI) or the certified e-mail (PEC) is missing',
  },
};

const WARNINGS: Readonly<Record<AuthorizationWarning, Omit<Worded, 'code'>>> = {
  EXPIRED: { it: "L'autorizzazione ADM è scaduta", en: 'The ADM authorisation has expired' },
  EXPIRES_WITHIN_30_DAYS: {
    it: "L'autorizzazione ADM scade entro 30 giorni",
    en: 'The ADM authorisation expires within 30 days',
  },
  EXPIRES_WITHIN_60_DAYS: {
    it: "L'autorizzazione ADM scade entro 60 giorni",
    en: 'The ADM authorisation expires within 60 days',
  },
  EXPIRES_WITHIN_90_DAYS: {
    it: "L'autorizzazione ADM scade entro 90 giorni",
    en: 'The ADM authorisation expires within 90 days',
  },
};

export function wordGap(code: EinvoiceGap): Worded<EinvoiceGap> {
  return { code, ...GAPS[code] };
}

export function wordWarning(code: AuthorizationWarning): Worded<AuthorizationWarning> {
  return { code, ...WARNINGS[code] };
}
