import { describe, expect, it } from '@jest/globals';
import { searchWords } from './search-words.js';

describe('the words of a search', () => {
  it.each([
    ['  caffè   milano ', ['caffè', 'milano']],
    ['02 / 123 45 67', ['021234567']],
    ['+39 (02) 1234567', ['39021234567']],
    ['0039 02 1234567', ['39021234567']],
    ['IT 007.431.101-57', ['00743110157']],
    ['00743110157', ['00743110157']],
    ['24 7', ['24', '7']],
    ['via 24', ['via', '24']],
    ['   ', []],
  ])('%j', (query, words) => {
    expect(searchWords(query)).toEqual(words);
  });
});
