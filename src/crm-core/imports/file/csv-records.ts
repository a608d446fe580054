import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import iconv from 'iconv-lite';
import { ImportFailure } from '../import-failure.js';
import type { FileEncoding } from './encoding-probe.js';
import { detectSeparator, type Separator } from './separator.js';

/** One line as a spreadsheet counts it: the header is row 1, and a quoted line break does not begin another. */
export interface CsvRecord {
  row: number;
  cells: string[];
}

export interface CsvFile {
  separator: Separator;
  records: AsyncIterable<CsvRecord>;
}

const MAX_RECORD_CHARACTERS = 1_000_000;
const MAX_HEADER_CHARACTERS = 65_536;

/**
 * The records of a file whose bytes come in chunks; never more than a few chunks are held. Blank lines are counted and
 * left out. A stray quote inside a cell is taken as it stands.
 */
export async function readCsv(chunks: AsyncIterable<Uint8Array>, encoding: FileEncoding): Promise<CsvFile> {
  const text = decoded(chunks, encoding);
  const beginning = await untilFirstLine(text);
  const separator = detectSeparator(beginning);
  return { separator, records: records(rejoined(beginning, text), separator) };
}

async function* decoded(
  chunks: AsyncIterable<Uint8Array>,
  encoding: FileEncoding,
): AsyncGenerator<string, void> {
  const decoder = iconv.getDecoder(encoding);
  for await (const chunk of chunks) yield decoder.write(Buffer.from(chunk));
  yield decoder.end() ?? '';
}

async function untilFirstLine(text: AsyncIterator<string, void>): Promise<string> {
  let beginning = '';
  while (beginning.length < MAX_HEADER_CHARACTERS && !/[\r\n]/.test(beginning)) {
    const next = await text.next();
    if (next.done) break;
    beginning += next.value;
  }
  return beginning;
}

async function* rejoined(beginning: string, rest: AsyncIterable<string>): AsyncGenerator<string, void> {
  yield beginning.startsWith('\ufeff') ? beginning.slice(1) : beginning;
  yield* rest;
}

async function* records(text: AsyncIterable<string>, delimiter: Separator): AsyncGenerator<CsvRecord, void> {
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: MAX_RECORD_CHARACTERS,
  });
  // A failing source destroys the parser, which the loop below then hears of.
  pipeline(Readable.from(text), parser, () => undefined);
  let row = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      row += 1;
      if (cells.some((cell) => cell.trim() !== '')) yield { row, cells };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new ImportFailure(unreadable(error));
  }
}

function unreadable(error: CsvError): string {
  // The parser runs ahead of the rows handed out, so its own count is the one that tells the place.
  const row = Number(error['records']);
  if (error.code === 'CSV_QUOTE_NOT_CLOSED')
    return `A quoted cell that begins after row ${row} is never closed.`;
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    return `Row ${row + 1} is longer than ${MAX_RECORD_CHARACTERS} characters: is a quote left open?`;
  return `Row ${row + 1} can't be read: ${error.message}`;
}
