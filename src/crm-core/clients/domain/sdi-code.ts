/** "None": invoices go to the PEC address. */
export const NO_SDI_CODE = '0000000';
/** Stands for customers outside of Italy. */
export const FOREIGN_SDI_CODE = 'XXXXXXX';

/** Reads a codice destinatario: seven characters for private customers, six for public bodies. */
export function readSdiCode(text: string): string | undefined {
  const code = text.toUpperCase().replace(/\s/g, '');
  return /^[A-Z0-9]{6,7}$/.test(code) ? code : undefined;
}

/** True when an invoice can be delivered by this code alone. */
export function deliversInvoices(code: string | null): boolean {
  return code !== null && code !== NO_SDI_CODE && code !== FOREIGN_SDI_CODE;
}
