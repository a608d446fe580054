import { isISO31661Alpha2 } from 'class-validator';
import { type CellResult, unreadable } from './cell-problem.js';
import { fold } from './fold.js';

const BY_NAME = new Map<string, string>();
const NAMES = ['en', 'it'].map(
  (language) => new Intl.DisplayNames(language, { type: 'region', fallback: 'none' }),
);
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
// Former codes bear the names of today's countries: FX is France too.
const CODES = LETTERS.flatMap((first) => LETTERS.map((second) => first + second)).filter((code) =>
  isISO31661Alpha2(code),
);
for (const code of CODES) {
  for (const names of NAMES) {
    const name = names.of(code);
    if (name !== undefined) BY_NAME.set(fold(name), code);
  }
}

/** What people and their programs say besides: former and short names, the three letters of ISO, those of plates. */
const FURTHER: Readonly<Record<string, string>> = {
  IT: 'ITA Repubblica-Italiana',
  SM: 'SMR RSM Repubblica-di-San-Marino Rep-San-Marino',
  VA: 'VAT SCV Vaticano Stato-Città-del-Vaticano Stato-della-Città-del-Vaticano Santa-Sede',
  AT: 'AUT',
  BA: 'Bosnia Bosnia-Erzegovina',
  BE: 'BEL',
  CH: 'CHE',
  CZ: 'CZE Repubblica-Ceca',
  DE: 'DEU GER',
  ES: 'ESP',
  FR: 'FRA',
  GB: 'GBR UK Gran-Bretagna Inghilterra Scozia Galles',
  GR: 'GRC EL',
  HK: 'Hong-Kong',
  HR: 'HRV',
  MK: 'Macedonia',
  MT: 'MLT',
  NL: 'NLD Olanda',
  PL: 'POL',
  PT: 'PRT',
  RO: 'ROU ROM',
  SI: 'SVN',
  US: 'USA Stati-Uniti-d’America',
};
for (const [code, words] of Object.entries(FURTHER))
  for (const word of words.split(' ')) BY_NAME.set(fold(word), code);

/** A country by its ISO 3166-1 code or its name in Italian or English, as the code. */
export function parseCountry(cell: string): CellResult<string> {
  const code = BY_NAME.get(fold(cell)) ?? (/^[A-Za-z]{2}$/.test(cell) ? cell.toUpperCase() : undefined);
  return code === undefined
    ? unreadable('COUNTRY_UNKNOWN', `“${cell}” is no country: write its name or its two letters, such as IT.`)
    : { value: code };
}
