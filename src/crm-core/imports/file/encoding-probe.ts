import { ImportFailure } from '../import-failure.js';

/** Names as iconv-lite knows them. */
export type FileEncoding = 'utf8' | 'win1252';

const BYTE_ORDER_MARKS = [
  [0xff, 0xfe],
  [0xfe, 0xff],
] as const;

/**
 * Recognises the encoding of a file from all of its bytes, as they pass by: valid UTF-8 is UTF-8, what is not is
 * Windows-1252, which is what Excel in Italy writes as "CSV".
 */
export class EncodingProbe {
  private readonly utf8 = new TextDecoder('utf-8', { fatal: true });
  private isUtf8 = true;
  private size = 0;

  /** @throws ImportFailure when the bytes are no text of either encoding */
  push(bytes: Uint8Array): void {
    if (
      this.size === 0 &&
      BYTE_ORDER_MARKS.some(([first, second]) => bytes[0] === first && bytes[1] === second)
    ) {
      throw new ImportFailure(
        'The file is UTF-16 ("Unicode text"). Save it as "CSV UTF-8" and send it again.',
      );
    }
    if (bytes.includes(0)) {
      throw new ImportFailure('This is not a text file. Save the spreadsheet as "CSV UTF-8" and send that.');
    }
    this.size += bytes.length;
    this.isUtf8 &&= this.accepts(bytes, true);
  }

  /** @throws ImportFailure when nothing has passed by */
  verdict(): FileEncoding {
    if (this.size === 0) throw new ImportFailure('The file is empty.');
    return this.isUtf8 && this.accepts(new Uint8Array(), false) ? 'utf8' : 'win1252';
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
