import { describe, expect, it } from '@jest/globals';
import { readCursor, writeCursor } from './cursor.js';

describe('a place in the feed', () => {
  it('is read as it was written, between rows and within one', () => {
    const place = { transaction: 123456789012345678n, id: 42n, child: null, standing: 'aB_-9' };
    expect(readCursor(writeCursor(place))).toEqual(place);
    const within = { ...place, child: '01999999-9999-7999-8999-999999999999' };
    expect(readCursor(writeCursor(within))).toEqual(within);
  });

  it.each([
    '',
    'x',
    '12',
    Buffer.from('2.1.2..a').toString('base64url'),
    Buffer.from('1.99999999999999999999.1..a').toString('base64url'),
  ])('is not read from %j', (text) => {
    expect(readCursor(text)).toBeUndefined();
  });
});
