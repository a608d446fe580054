export type EightBitEncoding = 'win1252' | 'cp850' | 'macroman';

/** à è é ì ò ù À È É Ì Ò Ù, and the apostrophe of word processors, where an encoding has it. */
const LETTERS: Readonly<Record<EightBitEncoding, readonly number[]>> = {
  win1252: [0xe0, 0xe8, 0xe9, 0xec, 0xf2, 0xf9, 0xc0, 0xc8, 0xc9, 0xcc, 0xd2, 0xd9, 0x92],
  cp850: [0x85, 0x8a, 0x82, 0x8d, 0x95, 0x97, 0xb7, 0xd4, 0x90, 0xde, 0xe3, 0xeb],
  macroman: [0x88, 0x8f, 0x8e, 0x93, 0x98, 0x9d, 0xcb, 0xe9, 0x83, 0xed, 0xf1, 0xf4, 0xd5],
};
/** In Windows-1252 `…`, `“`, `•` and `—`, which may follow a letter too: these alone decide nothing. */
const WEAK = new Set([0x85, 0x93, 0x95, 0x97]);

/**
 * Tells Windows-1252 from what Excel writes as “CSV (MS-DOS)” and “CSV (Macintosh)”, by the bytes that stand behind a
 * letter: there Italian has its accents, and each encoding has them elsewhere.
 */
export class AccentVotes {
  private readonly seen = new Uint32Array(256);
  private ofSociety = 0;
  private last = 0;

  push(bytes: Uint8Array): void {
    let { last } = this;
    for (const byte of bytes) {
      if (byte > 0x7f && isLetter(last)) {
        this.seen[byte] = (this.seen[byte] ?? 0) + 1;
        // `città`, `società`, `località`: nobody ends a word in `t…` as often.
        if (byte === 0x85 && (last | 0x20) === 0x74) this.ofSociety += 1;
      }
      last = byte;
    }
    this.last = last;
  }

  verdict(): EightBitEncoding {
    const usual = this.votes('win1252');
    const likely = this.votes('macroman') > this.votes('cp850') ? 'macroman' : 'cp850';
    if (this.votes(likely) > usual) return likely;
    return usual === 0 && this.ofSociety > 0 ? 'cp850' : 'win1252';
  }

  private votes(encoding: EightBitEncoding): number {
    return LETTERS[encoding].reduce((sum, byte) => sum + (WEAK.has(byte) ? 0 : (this.seen[byte] ?? 0)), 0);
  }
}

function isLetter(byte: number): boolean {
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}
