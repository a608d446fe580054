import { cleanCell } from '../cells/clean-cell.js';
import { fold, foldBare } from '../cells/fold.js';
import type { CsvFile, CsvRecord } from '../file/csv-records.js';
import type { ImportNotice } from '../import-failure.js';
import type { FieldTable } from '../rows/import-field.js';
import { isImprint, isTotals } from '../rows/totals-row.js';
import type { ResolvedMapping } from './resolve-mapping.js';

const MOST_ROWS_NAMED = 20;

/** Whether a cell is the name of a column, as the user says it or as we know it. */
export function knownHeaders(
  fields: FieldTable,
  given: Readonly<Record<string, string>>,
): (cell: string) => boolean {
  const ours = Object.entries(fields).flatMap(([field, { names }]) => [field, ...names]);
  const words = new Set([...ours, ...Object.values(given)].map(fold));
  return (cell) => words.has(fold(cell)) || words.has(foldBare(cell));
}

/** Leaves out the lines that sum the others up, say who printed them or repeat the header, and remembers them. */
export class TotalsLeftOut {
  private readonly rows: number[] = [];
  private readonly headers: number[] = [];
  private readonly imprints: number[] = [];

  /** @param header of the file; a printout repeats it on each page */
  constructor(private readonly header: readonly string[]) {}

  async *from(records: AsyncIterable<CsvRecord>): AsyncGenerator<CsvRecord, void> {
    for await (const record of records) {
      if (isTotals(record.cells)) this.rows.push(record.row);
      else if (isImprint(record.cells)) this.imprints.push(record.row);
      else if (this.isHeader(record.cells)) this.headers.push(record.row);
      else yield record;
    }
  }

  private isHeader(cells: readonly string[]): boolean {
    return (
      this.header.length > 1 && this.header.every((cell, at) => cell.trim() === (cells[at] ?? '').trim())
    );
  }

  notices(): ImportNotice[] {
    return [
      ...leftOut(
        'HEADER_REPEATED',
        this.headers,
        'Intestazioni ripetute tralasciate',
        'Repeated headers were left out',
      ),
      ...leftOut('TOTALS_LEFT_OUT', this.rows, 'Righe di totali tralasciate', 'Rows of totals were left out'),
      ...leftOut(
        'IMPRINT_LEFT_OUT',
        this.imprints,
        'Righe di stampa tralasciate',
        'Printing notes were left out',
      ),
    ];
  }
}

function leftOut(code: string, all: readonly number[], it: string, en: string): ImportNotice[] {
  if (all.length === 0) return [];
  const rows = all.slice(0, MOST_ROWS_NAMED).join(', ');
  return [{ code, it: `${it}: ${rows}.`, en: `${en}: ${rows}.` }];
}

export function headerNotices({ headerRow }: CsvFile): ImportNotice[] {
  if (headerRow === 1) return [];
  return [
    {
      code: 'HEADER_BELOW',
      it: `L’intestazione è alla riga ${headerRow}: quello che sta sopra è stato tralasciato.`,
      en: `The header is row ${headerRow}: what stands above it was left out.`,
    },
  ];
}

/** A client has one telephone: people should know what becomes of the numbers in the second column. */
export function phoneNotices({ phone, secondPhone }: Readonly<Record<string, string>>): ImportNotice[] {
  if (phone === undefined || secondPhone === undefined) return [];
  const both = phone === secondPhone;
  return [
    {
      code: 'SECOND_PHONE',
      it: `Un cliente ha un solo telefono: ${both ? `la seconda colonna “${phone}”` : `la colonna “${secondPhone}”`} vale solo dove ${both ? 'la prima' : `“${phone}”`} è vuota.`,
      en: `A client has one telephone: ${both ? `the second column “${phone}”` : `the column “${secondPhone}”`} counts only where ${both ? 'the first' : `“${phone}”`} is empty.`,
    },
  ];
}

/** A guessed column of agents of whom none is a user says nothing here: it is ignored, and people are told. */
export function withoutStrangers(
  { columns, mapping, ignored }: ResolvedMapping,
  sample: readonly (readonly string[])[],
  knowsOwner: (text: string) => boolean,
): ResolvedMapping & { notices: ImportNotice[] } {
  const at = columns.get('owner');
  const names = at === undefined ? [] : sample.map((row) => cleanCell(row[at])).filter(Boolean);
  // One stranger among rows that name nobody is a slip, to be told as an error of its row.
  if (names.length < 2 || names.length * 2 < sample.length || names.some(knowsOwner))
    return { columns, mapping, ignored, notices: [] };
  const { owner: header = 'owner', ...others } = mapping;
  return {
    columns: new Map([...columns].filter(([field]) => field !== 'owner')),
    mapping: others,
    ignored: [...ignored, header],
    notices: [
      {
        code: 'OWNERS_UNKNOWN',
        it: `Nessuno dei nomi nella colonna “${header}” è un utente a cui tu possa assegnare: la colonna è ignorata e ciò che è nuovo va a te. Se invece la scegli tra le colonne come agente, ogni nome sconosciuto è un errore.`,
        en: `No name in the column “${header}” is a user to whom you may give something: the column is ignored and what is new goes to you. Name it in “mapping” and each unknown name is an error instead.`,
      },
    ],
  };
}
