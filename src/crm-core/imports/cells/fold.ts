/** Case, accents, spaces and punctuation aside: `Ragione Sociale`, `RAGIONE_SOCIALE` and `ragione sociale:` are alike. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]/gu, '');
}

/** The same without what stands in brackets: `Città (sede)` and `Città` are alike. */
export function foldBare(text: string): string {
  return fold(text.replace(/[([][^)\]]*[)\]]/g, ''));
}
