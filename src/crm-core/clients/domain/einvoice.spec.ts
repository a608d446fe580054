import { describe, expect, it } from '@jest/globals';
import { einvoiceGaps, type InvoiceAddressee } from './einvoice.js';

const READY: InvoiceAddressee = {
  country: 'IT',
  vatNumber: '00743110157',
  taxCode: null,
  street: 'Via Torino 1',
  city: 'Milano',
  postalCode: '20123',
  sdiCode: 'M5UXCR1',
  pecEmail: null,
};

describe('electronic invoices', () => {
  it('reach an Italian client with number, address and code', () => {
    expect(einvoiceGaps(READY)).toEqual([]);
    expect(einvoiceGaps({ ...READY, vatNumber: null, taxCode: 'RSSMRA85M01H501Q' })).toEqual([]);
  });

  it('need a PEC where the code says none', () => {
    expect(einvoiceGaps({ ...READY, sdiCode: '0000000' })).toEqual(['SDI_CODE_OR_PEC']);
    expect(einvoiceGaps({ ...READY, sdiCode: 'XXXXXXX' })).toEqual(['SDI_CODE_OR_PEC']);
    expect(einvoiceGaps({ ...READY, sdiCode: '0000000', pecEmail: 'shop@pec.test' })).toEqual([]);
    expect(einvoiceGaps({ ...READY, sdiCode: null, pecEmail: 'shop@pec.test' })).toEqual([]);
  });

  it('name all that is missing', () => {
    const nothing = {
      country: 'IT',
      vatNumber: null,
      taxCode: null,
      street: null,
      city: null,
      postalCode: null,
      sdiCode: null,
      pecEmail: null,
    };
    expect(einvoiceGaps(nothing)).toEqual([
      'VAT_NUMBER_OR_TAX_CODE',
      'STREET',
      'CITY',
      'POSTAL_CODE',
      'SDI_CODE_OR_PEC',
    ]);
    expect(einvoiceGaps({ ...nothing, country: 'FR' })).toEqual(['VAT_NUMBER_OR_TAX_CODE', 'STREET', 'CITY']);
  });
});
