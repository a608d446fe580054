import { deliversInvoices } from './sdi-code.js';

/** What an electronic invoice still lacks. */
export const EINVOICE_GAPS = [
  'VAT_NUMBER_OR_TAX_CODE',
  'STREET',
  'CITY',
  'POSTAL_CODE',
  'SDI_CODE_OR_PEC',
] as const;
export type EinvoiceGap = (typeof EINVOICE_GAPS)[number];

export interface InvoiceAddressee {
  country: string;
  vatNumber: string | null;
  taxCode: string | null;
  street: string | null;
  city: string | null;
  postalCode: string | null;
  sdiCode: string | null;
  pecEmail: string | null;
}

/**
 * What is missing before this client can be sent an electronic invoice; empty: ready. It never blocks a prospect.
 * A client abroad has neither CAP nor codice destinatario: the format fills in fixed values for both.
 */
export function einvoiceGaps(client: InvoiceAddressee): EinvoiceGap[] {
  const italian = client.country === 'IT';
  const missing: Record<EinvoiceGap, boolean> = {
    VAT_NUMBER_OR_TAX_CODE: !client.vatNumber && !client.taxCode,
    STREET: !client.street,
    CITY: !client.city,
    POSTAL_CODE: italian && !client.postalCode,
    SDI_CODE_OR_PEC: italian && !deliversInvoices(client.sdiCode) && !client.pecEmail,
  };
  return EINVOICE_GAPS.filter((gap) => missing[gap]);
}
