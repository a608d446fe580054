import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROWS = 70;

/** Every spec file by its name. */
const specs = new Map(
  ['src', 'test']
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)),
    )
    .filter((path) => path.endsWith('.spec.ts'))
    .map((path) => [basename(path), readFileSync(path, 'utf8')]),
);

interface Row {
  number: number;
  shownBy: string;
}

function rowsOf(text: string): Row[] {
  return text.split('\n').flatMap((line) => {
    const [, number, , , , shownBy] = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
    return /^\d+$/.test(number ?? '') ? [{ number: Number(number), shownBy: shownBy ?? '' }] : [];
  });
}

/** A title as the first argument of a test, however it is quoted. */
const hasTest = (text: string, title: string): boolean =>
  ["'", '"', '`'].some(
    (quote) => text.includes(`(${quote}${title}${quote},`) || text.includes(`  ${quote}${title}${quote},`),
  );

describe('the table of docs/security.md', () => {
  const rows = rowsOf(readFileSync('docs/security.md', 'utf8'));

  it('has every row once, in order', () => {
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: ROWS }, (_, index) => index + 1));
  });

  it.each(rows)('row $number names tests that are there, or says why there is none', ({ shownBy }) => {
    const named = [...shownBy.matchAll(/`([\w.-]+\.spec\.ts) › ([^`]+)`/g)];
    if (named.length === 0) expect(shownBy).toMatch(/^No test: \w/);
    for (const [, file = '', title = ''] of named)
      expect([file, title, hasTest(specs.get(file) ?? '', title)]).toEqual([file, title, true]);
  });
});
