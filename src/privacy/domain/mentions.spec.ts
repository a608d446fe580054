import { describe, expect, it } from '@jest/globals';
import { mentionPattern, type Named, withoutMentions } from './mentions.js';

const rosa = { fullName: 'Rosa Neri', email: 'rosa.neri@example.test', phone: '+393331234567' };
const clean = (text: unknown, named: Named = rosa): unknown => {
  const pattern = mentionPattern(named);
  return pattern ? withoutMentions(text, pattern) : text;
};

describe('mentions of a person', () => {
  it.each([
    ['Parlato con Rosa Neri, richiama.', 'Parlato con [erased], richiama.'],
    ['NERI  Rosa firma', '[erased] firma'],
    ['scrivere a Rosa.Neri@example.test', 'scrivere a [erased]'],
    ['tel. 333 123 4567', 'tel. [erased]'],
    ['tel. +39 333.1234567!', 'tel. [erased]!'],
    ['tel. 00393331234567', 'tel. [erased]'],
  ])('are taken out of “%s”', (text, left) => {
    expect(clean(text)).toBe(left);
  });

  it.each(['Rosalba Neri', 'Rosa Nerini', 'una rosa', 'x33312345678', 'sara.rosa.neri@example.test.com'])(
    'are not seen in “%s”',
    (text) => {
      expect(clean(text, { ...rosa, email: 'neri@example.test' })).toBe(text);
    },
  );

  it('are found in lists and objects, accents and signs in names included', () => {
    const named = { fullName: "Niccolò D'Amico (rif.)", email: 'a-b/c@x-y.test', phone: null };
    expect(clean({ tags: ["NICCOLÒ D'AMICO (rif.)", 'vip'], litres: 3 }, named)).toEqual({
      tags: ['[erased]', 'vip'],
      litres: 3,
    });
  });

  it('of a name too short to be told from a word are not looked for', () => {
    expect(mentionPattern({ fullName: 'Al', email: null, phone: null })).toBeUndefined();
  });
});
