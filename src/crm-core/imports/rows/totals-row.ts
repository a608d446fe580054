const TOTAL = /^(sub)?total[ei]?\b|^(tot\.|n\. ?(clienti|righe|record)\b)/i;
const NUMBER = /^[€\s\d.,:%-]*$/;

/** What a program prints below its list, alone on its line. */
const IMPRINT =
  /^(stampat[oa]|data (di )?stampa|elaborat[oa]|generat[oa]|pag(ina|\.)? ?\d|fine (elenco|stampa|lista|report)|printed|generated|page \d|end of (list|report))\b/i;

/** A line that says who printed the list and when: nothing else stands in it. */
export function isImprint(cells: readonly string[]): boolean {
  const [only, ...others] = cells.map((cell) => cell.trim()).filter(Boolean);
  return only !== undefined && others.length === 0 && cells.length > 1 && IMPRINT.test(only);
}

/** A line that sums the others up, as gestionali print it at the end: it says so, and has but numbers beside. */
export function isTotals(cells: readonly string[]): boolean {
  const [first, ...others] = cells.map((cell) => cell.trim()).filter(Boolean);
  return (
    first !== undefined &&
    cells.length > 1 &&
    others.length < cells.length - 1 &&
    TOTAL.test(first) &&
    others.every((cell) => NUMBER.test(cell))
  );
}
