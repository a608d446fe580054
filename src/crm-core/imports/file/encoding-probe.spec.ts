import { describe, expect, it } from '@jest/globals';
import iconv from 'iconv-lite';
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

  it.each([
    ['win1252', 'Caffè Perù;Forlì;Città;perché no… L’Aquila'],
    ['win1252', "Hôtel Rhône;Muñoz García;Citroën Noël;CITTA'"],
    ['win1252', 'KOŠUTA;CITROËN;SAINT-RHÉMY'],
    ['win1252', 'Bar Sport…;e così via…;ecc…;“tra virgolette” — €'],
    ['cp850', 'Caffè Perù;Forlì;Città'],
    ['cp850', 'Ragione sociale;Città;Località'],
    ['cp850', 'SOCIETÀ CAFFÈ PERÙ'],
    ['macroman', 'Caffè Perù;Forlì;Città;L’Aquila'],
    ['macroman', 'CAFFÈ PERÙ;L’Aquila'],
  ])('is %s by where the accents of Italian are: %s', (encoding, text) => {
    const all = iconv.encode(text, encoding);
    expect(probe(all)).toBe(encoding);
    expect(probe(...[...all].map((byte) => Uint8Array.of(byte)))).toBe(encoding);
  });

  it('is UTF-16 by its mark', () => {
    expect(probe(bytes('\ufeffnome', 'utf16le'))).toBe('utf16le');
    expect(probe(bytes('\ufeffnome', 'utf16le').swap16())).toBe('utf16be');
  });

  it.each([
    '<html><table>',
    '\ufeff\r\n<!DOCTYPE html>',
    '<?xml version="1.0"?><Workbook/>',
    '<table><tr><td>Nome',
  ])('is refused when it is a page that bears the name of a workbook: %j', (text) => {
    expect(() => probe(bytes(text))).toThrow(/web page.*CSV UTF-8/);
  });

  it('is refused when it is a workbook, binary or nothing', () => {
    expect(() => probe(Buffer.from([0x50, 0x4b, 3, 4, 0, 0]))).toThrow(/workbook.*CSV UTF-8/);
    expect(() => probe(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0]))).toThrow(/workbook/);
    expect(() => probe(Buffer.from([0x25, 0x50, 0, 0]))).toThrow(/not a text file/);
    expect(() => probe()).toThrow(/empty/);
  });
});
