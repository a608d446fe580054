import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import iconv from 'iconv-lite';
import { ImportFailure } from '../import-failure.js';
import type { FileEncoding } from './encoding-probe.js';
import { findBeginning, isWorded } from './file-beginning.js';
import { MAX_RECORD_CHARACTERS, PARSER_OPTIONS } from './parser-options.js';
import type { Separator } from './separator.js';

/** One line as a spreadsheet counts it: the header is row 1, and a quoted line break does not begin another. */
export interface CsvRecord {
  row: number;
  cells: string[];
}

export interface CsvFile {
  separator: Separator;
  /** The header first; what stands above it is left out. */
  records: AsyncIterable<CsvRecord>;
  /** The header's row. */
  headerRow: number;
  /** The first rows below the header. */
  sample: string[][];
}

const MAX_BEGINNING_CHARACTERS = 65_536;
/** The parser hands out all records of a slice at once. */
const SLICE_BYTES = 65_536;

/**
 * The records of a file whose bytes come in chunks; never more than a few chunks are held. Blank lines are counted and
 * left out. A stray quote inside a cell is taken as it stands.
 * @param known whether a cell is the name of a column: it finds the header, and the separator
 */
export async function readCsv(
  chunks: AsyncIterable<Uint8Array>,
  encoding: FileEncoding,
  known: (cell: string) => boolean = () => false,
): Promise<CsvFile> {
  const text = decoded(chunks, encoding);
  const beginning = await firstCharacters(text);
  const { separator, headerRow, sample } = findBeginning(beginning, known);
  return { separator, headerRow, sample, records: records(rejoined(beginning, text), separator, headerRow) };
}

/** All lines of a file whose separator was found before, from row 1. */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  encoding: FileEncoding,
  separator: Separator,
): AsyncGenerator<CsvRecord, void> {
  const text = decoded(chunks, encoding);
  yield* records(rejoined(await firstCharacters(text), text), separator, 1);
}

async function* decoded(
  chunks: AsyncIterable<Uint8Array>,
  encoding: FileEncoding,
): AsyncGenerator<string, void> {
  const decoder = iconv.getDecoder(encoding);
  for await (const chunk of chunks) for (const bytes of slices(chunk)) yield decoder.write(bytes);
  yield decoder.end() ?? '';
}

function* slices(chunk: Uint8Array): Generator<Buffer, void> {
  for (let start = 0; start < chunk.length; start += SLICE_BYTES)
    yield Buffer.from(chunk.subarray(start, start + SLICE_BYTES));
}

async function firstCharacters(text: AsyncIterator<string, void>): Promise<string> {
  let beginning = '';
  while (beginning.length < MAX_BEGINNING_CHARACTERS) {
    const next = await text.next();
    if (next.done) break;
    beginning += next.value;
  }
  return beginning.startsWith('\ufeff') ? beginning.slice(1) : beginning;
}

async function* rejoined(beginning: string, rest: AsyncIterable<string>): AsyncGenerator<string, void> {
  yield beginning;
  yield* rest;
}

async function* records(
  text: AsyncIterable<string>,
  delimiter: Separator,
  firstRow: number,
): AsyncGenerator<CsvRecord, void> {
  const parser = parse({ ...PARSER_OPTIONS, delimiter });
  // A failing source destroys the parser, which the loop below then hears of.
  pipeline(Readable.from(text), parser, () => undefined);
  let row = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      row += 1;
      if (row >= firstRow && isWorded(cells)) yield { row, cells };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw unreadable(error);
  }
}

function unreadable(error: CsvError): ImportFailure {
  // The parser runs ahead of the rows handed out, so its own count is the one that tells the place.
  const row = Number(error['records']);
  if (error.code === 'CSV_QUOTE_NOT_CLOSED')
    return new ImportFailure(
      `A quoted cell that begins after row ${row} is never closed.`,
      `Una cella tra virgolette che inizia dopo la riga ${row} non viene mai chiusa.`,
    );
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    return new ImportFailure(
      `Row ${row + 1} is longer than ${MAX_RECORD_CHARACTERS} characters: is a quote left open?`,
      `La riga ${row + 1} supera i ${MAX_RECORD_CHARACTERS} caratteri: una virgoletta è rimasta aperta?`,
    );
  return new ImportFailure(
    `Row ${row + 1} can't be read: ${error.message}`,
    `La riga ${row + 1} non è leggibile: ${error.message}`,
  );
}
