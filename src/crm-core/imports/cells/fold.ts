/** Case, accents, spaces and punctuation aside: `Ragione Sociale`, `RAGIONE_SOCIALE` and `ragione sociale:` are alike. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/[ºª]/g, '')
    .replace(/[^\p{Letter}\p{Number}]/gu, '');
}

/** The same without what stands in brackets or behind a stroke: `Città (sede)`, `Città / Comune` and `Città` are alike. */
export function foldBare(text: string): string {
  return fold(text.replace(/[([][^)\]]*[)\]]/g, '').replace(/\/.*/s, ''));
}
