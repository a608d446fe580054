export type EightBitEncoding = 'win1252' | 'cp850' | 'macroman';

interface Accents {
  /** à è é ì ò ù */
  lower: readonly number[];
  /** À È É Ì Ò Ù */
  upper: readonly number[];
  /** That of word processors, where an encoding has it. */
  apostrophe?: number;
}

const ACCENTS: Readonly<Record<EightBitEncoding, Accents>> = {
  win1252: {
    lower: [0xe0, 0xe8, 0xe9, 0xec, 0xf2, 0xf9],
    upper: [0xc0, 0xc8, 0xc9, 0xcc, 0xd2, 0xd9],
    apostrophe: 0x92,
  },
  cp850: {
    lower: [0x85, 0x8a, 0x82, 0x8d, 0x95, 0x97],
    upper: [0xb7, 0xd4, 0x90, 0xde, 0xe3, 0xeb],
  },
  macroman: {
    lower: [0x88, 0x8f, 0x8e, 0x93, 0x98, 0x9d],
    upper: [0xcb, 0xe9, 0x83, 0xed, 0xf1, 0xf4],
    apostrophe: 0xd5,
  },
};
/** In Windows-1252 `…`, `“`, `•` and `—`, which may follow a letter too: these alone decide nothing. */
const WEAK = new Set([0x85, 0x93, 0x95, 0x97]);
const NEW_LINE = 0x0a;

/**
 * Tells Windows-1252 from what Excel writes as “CSV (MS-DOS)” and “CSV (Macintosh)”, by the bytes that stand behind a
 * letter: there Italian has its accents, and each encoding has them elsewhere.
 */
export class AccentVotes {
  private readonly votes: Record<EightBitEncoding, number> = { win1252: 0, cp850: 0, macroman: 0 };
  private ofSociety = 0;
  private before = 0;
  private last = 0;

  push(bytes: Uint8Array): void {
    let { before, last } = this;
    for (const byte of bytes) {
      if (last > 0x7f && isLetter(before)) this.count(before, last, byte);
      before = last;
      last = byte;
    }
    this.before = before;
    this.last = last;
  }

  verdict(): EightBitEncoding {
    this.push(Uint8Array.of(NEW_LINE));
    const { win1252, cp850, macroman } = this.votes;
    if (Math.max(cp850, macroman) > win1252) return macroman > cp850 ? 'macroman' : 'cp850';
    return win1252 === 0 && this.ofSociety > 0 ? 'cp850' : 'win1252';
  }

  private count(before: number, byte: number, after: number): void {
    // `città`, `società`, `località`: nobody ends a word in `t…` as often.
    if (byte === 0x85 && (before | 0x20) === 0x74) this.ofSociety += 1;
    if (WEAK.has(byte)) return;
    const { lower, upper, apostrophe } = ACCENTS.win1252;
    if (byte === apostrophe || lower.includes(byte) || upper.includes(byte)) this.votes.win1252 += 1;
    if (isItalian(ACCENTS.cp850, before, byte, after)) this.votes.cp850 += 1;
    if (isItalian(ACCENTS.macroman, before, byte, after)) this.votes.macroman += 1;
  }
}

/**
 * An accent at the end of a word, as large as the letter before it. Elsewhere the byte is rather a letter that Windows-1252 has and Italian has
 * not: `Hôtel`, `Muñoz`, `Citroën`, `KOŠUTA`.
 */
function isItalian(
  { lower, upper, apostrophe }: Accents,
  before: number,
  byte: number,
  after: number,
): boolean {
  if (isLetter(after)) return byte === apostrophe;
  return (isCapital(before) ? upper : lower).includes(byte);
}

function isLetter(byte: number): boolean {
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

function isCapital(letter: number): boolean {
  return (letter & 0x20) === 0;
}
