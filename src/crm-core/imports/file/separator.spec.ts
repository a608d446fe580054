import { describe, expect, it } from '@jest/globals';
import { detectSeparator } from './separator.js';

describe('the separator of a file', () => {
  it.each([
    ['nome;città;importo\n1,5;2,5;3,5', ';'],
    ['name,city,amount\r\na;b;c;d', ','],
    ['name\tcity\n', '\t'],
    ['"one; two; three",city\n', ','],
    ['"a name\nwith, a, break";city;x\n', ';'],
    ['alone\n', ','],
    ['nome|città; comune|cap\n', '|'],
  ])('%j → %j', (text, separator) => {
    expect(detectSeparator(text)).toBe(separator);
  });
});
