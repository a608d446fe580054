import { describe, expect, it } from '@jest/globals';
import { companyWords } from './company-name.js';

describe('the words that tell one business from another', () => {
  it.each([
    ['Caffè Vapor S.R.L.', 'Vapor Caffe srl'],
    ['Svapo Uno s.n.c. di Rossi Mario & C.', 'Svapo Uno SNC Rossi Mario'],
    ['F.lli Bianchi sas', 'Fratelli Bianchi'],
    ['G.B. Vaping S. r. l. s.', 'GB Vaping SRLS'],
    ['Società a responsabilità limitata Fumo', 'FUMO'],
    ['L’Angolo dello Svapo', "L'ANGOLO DELLO SVAPO"],
  ])('are the same for %s and %s', (one, other) => {
    expect(companyWords(one)).toEqual(companyWords(other));
  });

  it('differ where the names do', () => {
    expect(companyWords('Svapo Uno srl')).not.toEqual(companyWords('Svapo Due srl'));
  });

  it('are all of them when a name has nothing else', () => {
    expect(companyWords('S.p.A.')).toEqual(['spa']);
    expect(companyWords('***')).toEqual([]);
  });
});
