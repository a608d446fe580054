import { describe, expect, it } from '@jest/globals';
import { EncodingProbe } from './encoding-probe.js';

const probe = (...chunks: Uint8Array[]) => {
  const all = new EncodingProbe();
  chunks.forEach((chunk) => all.push(chunk));
  return all.verdict();
};
const bytes = (text: string, encoding: BufferEncoding = 'utf8') => Buffer.from(text, encoding);

describe('the encoding of a file', () => {
  it('is UTF-8 when all of it is, also when a character is cut by the edge of a chunk', () => {
    const cafe = bytes('caffè;città');
    expect(probe(cafe)).toBe('utf8');
    expect(probe(cafe.subarray(0, 5), cafe.subarray(5))).toBe('utf8');
    expect(probe(bytes('\ufeffnome;città'))).toBe('utf8');
    expect(probe(bytes('plain'))).toBe('utf8');
  });

  it('is Windows-1252 when it is not valid UTF-8, wherever that shows', () => {
    expect(probe(bytes('caffè', 'latin1'))).toBe('win1252');
    expect(probe(bytes('plain at first;'), bytes('then citt\u00e0', 'latin1'))).toBe('win1252');
  });

  it('is UTF-16 by its mark', () => {
    expect(probe(bytes('\ufeffnome', 'utf16le'))).toBe('utf16le');
    expect(probe(bytes('\ufeffnome', 'utf16le').swap16())).toBe('utf16be');
  });

  it('is refused when it is a workbook, binary or nothing', () => {
    expect(() => probe(Buffer.from([0x50, 0x4b, 3, 4, 0, 0]))).toThrow(/workbook.*CSV UTF-8/);
    expect(() => probe(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0]))).toThrow(/workbook/);
    expect(() => probe(Buffer.from([0x25, 0x50, 0, 0]))).toThrow(/not a text file/);
    expect(() => probe()).toThrow(/empty/);
  });
});
