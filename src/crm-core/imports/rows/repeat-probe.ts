const BITS = 2 ** 24;
const PROBES = 4;
/** FNV-1a. */
const PRIME = 16_777_619;

/**
 * Whether a value came before among many: a Bloom filter, of two megabytes however many there are. It may say so of a new
 * one, rarely, but never misses one that was there.
 */
export class RepeatProbe {
  private readonly bits = new Uint8Array(BITS / 8);

  /** @returns whether it may have been added before */
  add(value: string): boolean {
    const [from, step] = hashes(value);
    let known = true;
    for (let probe = 0; probe < PROBES; probe += 1) {
      const bit = (from + Math.imul(probe, step)) >>> 8;
      const byte = this.bits[bit >>> 3] ?? 0;
      if ((byte & (1 << (bit & 7))) === 0) known = false;
      this.bits[bit >>> 3] = byte | (1 << (bit & 7));
    }
    return known;
  }
}

/** Two of 32 bits; the second is odd, so that the probes of a value differ. */
function hashes(value: string): [number, number] {
  let first = 2_166_136_261;
  let second = 0x9e3779b9;
  for (let index = 0; index < value.length; index += 1) {
    const code = value.charCodeAt(index);
    first = Math.imul(first ^ code, PRIME);
    second = Math.imul(second ^ code, 0x85ebca6b);
    second ^= second >>> 13;
  }
  return [Math.imul(first ^ (first >>> 15), 0x2c1b3c6d) >>> 0, second | 1];
}
