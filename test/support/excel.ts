import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';

/**
 * What becomes of a CSV that Excel in Italy opens by a double click and saves: digits lose the zeros at their beginning,
 * twelve of them are shortened, what looks like a day is written its own way, a moment without its seconds, in Windows-1252 without a mark.
 */
export function savedByExcel(csv: string): Buffer {
  const rows: string[][] = parse(csv, { delimiter: ';', bom: true, relax_column_count: true });
  const lines = rows.map((cells) => cells.map((cell) => quoted(saved(cell))).join(';'));
  return iconv.encode(`${lines.join('\r\n')}\r\n`, 'win1252');
}

function saved(cell: string): string {
  const [, year, month, day, time = ''] =
    /^(\d{4})-(\d{2})-(\d{2})( \d{2}:\d{2})?(?::\d{2})?$/.exec(cell) ?? [];
  if (year !== undefined) return `${day}/${month}/${year}${time}`;
  if (/^\d{1,2}[/-]\d{1,2}$/.test(cell)) return `${cell.split(/[/-]/)[0]}-mar`;
  if (/^(true|false)$/i.test(cell)) return /true/i.test(cell) ? 'VERO' : 'FALSO';
  if (/^\+?\d{12,}$/.test(cell)) return Number(cell).toExponential(5).replace('.', ',').replace('e', 'E');
  return /^\+?\d+$/.test(cell) ? String(Number(cell)) : cell;
}

const quoted = (cell: string): string => (/[;"\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
