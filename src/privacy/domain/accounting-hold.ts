/** Years for which accounting records are kept from the last entry: art. 2220 codice civile. */
export const HOLD_YEARS = 10;
export const HOLD_REASON =
  'Accounting records, and what they name their receivers by, are kept for ten years from the last entry (art. 2220 c.c.).';

/**
 * The first day on which what was sold to somebody holds nothing any more.
 * @param lastSale `YYYY-MM-DD`; null: nothing was ever sold
 * @param today `YYYY-MM-DD`
 * @returns null when nothing is held
 */
export function heldUntil(lastSale: string | null, today: string): string | null {
  if (lastSale === null) return null;
  const [year = '', month = '', day = ''] = lastSale.split('-');
  const end = month === '02' && day === '29' ? '03-01' : `${month}-${day}`;
  const until = `${Number(year) + HOLD_YEARS}-${end}`;
  return until > today ? until : null;
}
