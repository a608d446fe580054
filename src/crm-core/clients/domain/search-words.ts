const MOST_WORDS = 8;
/** Fewer digits may as well be part of a name: `24 7`. */
const LEAST_NUMBER = 5;

/**
 * The words of a search, all of which must be found. A telephone number or P.IVA is one word, however it is
 * punctuated: `02 / 123 45 67` is `021234567`, `IT 007.431.101-57` is `00743110157`.
 */
export function searchWords(query: string): string[] {
  const compact = query.replace(/[\s.\-/()]/g, '').replace(/^(it|\+)(?=\d)/i, '');
  if (/^\d+$/.test(compact) && compact.length >= LEAST_NUMBER) return [withoutDiallingPrefix(compact)];
  return query.split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
}

/** `0039 02 …` is dialled for `+39 02 …`; a P.IVA, eleven digits, may well begin with two zeros. */
function withoutDiallingPrefix(digits: string): string {
  return digits.length > 11 ? digits.replace(/^00/, '') : digits;
}
