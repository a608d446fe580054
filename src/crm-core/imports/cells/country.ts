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

/** A country by its ISO 3166-1 code or its name in Italian or English, as the code. */
export function parseCountry(cell: string): CellResult<string> {
  const code = /^[A-Za-z]{2}$/.test(cell) ? cell.toUpperCase() : BY_NAME.get(fold(cell));
  return code === undefined
    ? unreadable('COUNTRY_UNKNOWN', `“${cell}” is no country: write its name or its two letters, such as IT.`)
    : { value: code };
}
