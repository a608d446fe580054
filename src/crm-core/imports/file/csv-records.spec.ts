import { describe, expect, it } from '@jest/globals';
import { type CsvRecord, readCsv } from './csv-records.js';

async function* chunked(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size)
    yield await Promise.resolve(bytes.subarray(start, start + size));
}
async function read(text: string | Buffer, encoding: 'utf8' | 'win1252' = 'utf8', size = 1000) {
  const { separator, records } = await readCsv(chunked(Buffer.from(text as string), size), encoding);
  const all: CsvRecord[] = [];
  for await (const record of records) all.push(record);
  return { separator, rows: all };
}

describe('the records of a file', () => {
  it('are numbered as a spreadsheet shows them: line breaks in quotes and blank lines included', async () => {
    const { rows, separator } = await read(
      'nome;note\r\nA;"due\r\nrighe; e ""virgolette"""\r\n\r\n;;\r\nB;x',
    );
    expect(separator).toBe(';');
    expect(rows).toEqual([
      { row: 1, cells: ['nome', 'note'] },
      { row: 2, cells: ['A', 'due\r\nrighe; e "virgolette"'] },
      { row: 5, cells: ['B', 'x'] },
    ]);
  });

  it('may be ragged, have a byte order mark, a stray quote and mixed line ends', async () => {
    const { rows } = await read('\ufeffa,b,c\n1,2\r\n3,4,5,6\rBar "Da Gigi",x,y\n');
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['a', 'b', 'c'],
      ['1', '2'],
      ['3', '4', '5', '6'],
      ['Bar "Da Gigi"', 'x', 'y'],
    ]);
  });

  it('survive any cut through the bytes', async () => {
    for (const size of [1, 2, 3, 7]) {
      const { rows } = await read('città;però\n"è;é";€\n', 'utf8', size);
      expect(rows[1]?.cells).toEqual(['è;é', '€']);
    }
  });

  it('are decoded from Windows-1252, the euro sign included', async () => {
    const { rows } = await read(Buffer.from([0x63, 0x69, 0x74, 0x74, 0xe0, 0x0a, 0x80, 0x31]), 'win1252');
    expect(rows.map(({ cells }) => cells[0])).toEqual(['città', '€1']);
  });

  it('end with a clear word when a quote is left open', async () => {
    await expect(read('a,b\n1,2\n"3,4\n5,6')).rejects.toThrow(/begins after row 2 is never closed/);
  });
});
