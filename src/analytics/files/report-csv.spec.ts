import { describe, expect, it } from '@jest/globals';
import { reportCsv } from './report-csv.js';

const FILE = { labels: ['name'], figures: ['won.count', 'won.amount'] };

describe('the file of a report', () => {
  it('has money as plain decimals, nothing for what is not known, and runs nothing', () => {
    const rows = [
      { name: '=1+1', won: { count: 1234, amount: '-1234.50' } },
      { name: 'a, "b"', won: { count: null, amount: '0.00' } },
    ];
    expect(reportCsv(FILE, rows, undefined)).toBe(
      `name,won.count,won.amount\r\n'=1+1,1234,-1234.50\r\n"a, ""b""",,0.00\r\n`,
    );
  });

  it('for Excel has semicolons, a byte order mark, and commas in figures but not in names', () => {
    const rows = [{ name: '1.5', won: { count: 2, amount: '1.50' } }];
    expect(reportCsv(FILE, rows, 'excel')).toBe('\ufeffname;won.count;won.amount\r\n1.5;2;1,50\r\n');
  });

  it('is without the columns that no row has, and has them all when there is no row', () => {
    expect(reportCsv(FILE, [{ name: 'a', won: { count: 1 } }], undefined)).toBe('name,won.count\r\na,1\r\n');
    expect(reportCsv(FILE, [], undefined)).toBe('name,won.count,won.amount\r\n');
  });
});
