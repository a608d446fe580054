/** Case, accents, spaces and punctuation aside: `Ragione Sociale`, `RAGIONE_SOCIALE` and `ragione sociale:` are alike. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/[ºª]/g, '')
    .replace(/[^\p{Letter}\p{Number}]/gu, '');
}

/** `Cognome (referente)` is not the client's, and `Codice (agente)` not its code. */
const OF_ANOTHER = /agente|referente|titolare|rappresentante|nascita|banca|fornitore|vettore/i;

/** The same without what stands in brackets or behind a stroke: `Città (sede)`, `Città / Comune` and `Città` are alike. */
export function foldBare(text: string): string {
  const bare = text.replace(/[([][^)\]]*[)\]]/g, '').replace(/\/.*/s, '');
  return fold(OF_ANOTHER.test(text) && !OF_ANOTHER.test(bare) ? text : bare);
}
