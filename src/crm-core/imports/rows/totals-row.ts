const TOTAL = /^(sub)?total[ei]?\b|^(tot\.|n\. ?(clienti|righe|record)\b)/i;
const NUMBER = /^[€\s\d.,:%-]*$/;

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
