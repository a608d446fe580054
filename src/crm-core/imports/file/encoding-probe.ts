import { ImportFailure } from '../import-failure.js';
import { AccentVotes, type EightBitEncoding } from './accent-votes.js';

/** Names as iconv-lite knows them. */
export type FileEncoding = 'utf8' | EightBitEncoding | 'utf16le' | 'utf16be';

const UTF_16 = [
  { encoding: 'utf16le', mark: [0xff, 0xfe] },
  { encoding: 'utf16be', mark: [0xfe, 0xff] },
] as const;
/** The first bytes of what people send by mistake. */
const WORKBOOKS = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
] as const;

/** What some programs save under the name of a workbook; a byte order mark may stand before it. */
const PAGE = /^(?:\u00ef\u00bb\u00bf)?\s*<(?:!doctype|html|head|meta|table|\?xml)\b/i;

/**
 * Recognises the encoding of a file from all of its bytes, as they pass by: with a mark of UTF-16 it is that (Excel's
 * "Unicode text"), valid UTF-8 is UTF-8, and what is not is Windows-1252, which is what Excel in Italy writes as "CSV", unless its
 * accents are those of DOS or of the Macintosh.
 */
export class EncodingProbe {
  private readonly utf8 = new TextDecoder('utf-8', { fatal: true });
  private readonly accents = new AccentVotes();
  private isUtf8 = true;
  private utf16: FileEncoding | undefined;
  private size = 0;

  /** @throws ImportFailure when the bytes are no text */
  push(bytes: Uint8Array): void {
    if (this.size === 0) {
      if (WORKBOOKS.some((mark) => begins(bytes, mark))) throw A_WORKBOOK;
      if (PAGE.test(Buffer.from(bytes.subarray(0, 100)).toString('latin1'))) throw A_PAGE;
      this.utf16 = UTF_16.find(({ mark }) => begins(bytes, mark))?.encoding;
    }
    this.size += bytes.length;
    if (this.utf16) return;
    if (bytes.includes(0)) throw NO_TEXT;
    this.accents.push(bytes);
    this.isUtf8 &&= this.accepts(bytes, true);
  }

  /** @throws ImportFailure when nothing has passed by */
  verdict(): FileEncoding {
    if (this.size === 0) throw new ImportFailure('The file is empty.', 'Il file è vuoto.', 'FILE_EMPTY');
    if (this.utf16) return this.utf16;
    return this.isUtf8 && this.accepts(new Uint8Array(), false) ? 'utf8' : this.accents.verdict();
  }

  private accepts(bytes: Uint8Array, stream: boolean): boolean {
    try {
      this.utf8.decode(bytes, { stream });
      return true;
    } catch (error) {
      if ((error as { code?: string }).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return false;
      throw error;
    }
  }
}

function begins(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

const A_WORKBOOK = new ImportFailure(
  'This is a workbook, not a CSV. In Excel choose File, Save as, and the type “CSV UTF-8 (comma delimited)”; in LibreOffice “Text CSV”. Then send that file.',
  'Questo è un file di Excel, non un CSV. In Excel scegli File, Salva con nome e il tipo “CSV UTF-8 (delimitato da virgole)”; in LibreOffice “Testo CSV”. Poi invia quel file.',
);
const A_PAGE = new ImportFailure(
  'This is a web page or XML under the name of a spreadsheet, not a CSV. Open it in Excel, choose File, Save as, and the type “CSV UTF-8 (comma delimited)”. Then send that file.',
  'Questa è una pagina web o un XML con il nome di un foglio di calcolo, non un CSV. Aprila in Excel, scegli File, Salva con nome e il tipo “CSV UTF-8 (delimitato da virgole)”. Poi invia quel file.',
);
const NO_TEXT = new ImportFailure(
  'This is not a text file. Save the spreadsheet as “CSV UTF-8” and send that.',
  'Questo non è un file di testo. Salva il foglio di calcolo come “CSV UTF-8” e invia quello.',
);
