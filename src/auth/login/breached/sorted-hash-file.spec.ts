import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HashListError, SortedHashFile } from './sorted-hash-file.js';

const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex').toUpperCase();

describe('a sorted file of hashes', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nexus-hashes-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const listOf = async (text: string): Promise<SortedHashFile> => {
    const path = join(folder, 'list.txt');
    await writeFile(path, text);
    return SortedHashFile.open(path);
  };
  const found = async (text: string, asked: readonly string[]): Promise<boolean[]> => {
    const list = await listOf(text);
    const answers = await Promise.all(asked.map((hash) => list.has(hash)));
    await list.close();
    return answers;
  };

  it.each([1, 2, 3, 10, 257, 5000])('of %i lines has each of them and no other', async (size) => {
    const words = Array.from({ length: size }, (_, number) => `word ${number}`);
    // Counts of every length, so that lines begin anywhere.
    const lines = words.map((word, number) => `${sha1(word)}:${7 ** (number % 10)}`).sort();
    expect(await found(lines.join('\n'), words.map(sha1))).toEqual(Array(size).fill(true));
    const others = Array.from({ length: 200 }, (_, number) => sha1(`other ${number}`));
    const ends = ['0'.repeat(40), 'F'.repeat(40)];
    expect(await found(lines.join('\n'), [...others, ...ends])).toEqual(Array(202).fill(false));
  });

  it.each([
    ['a line end after the last line', (lines: string[]) => lines.join('\n') + '\n'],
    ['line ends of Windows', (lines: string[]) => lines.join('\r\n') + '\r\n'],
    ['lower case', (lines: string[]) => lines.join('\n').toLowerCase()],
    ['shortened hashes', (lines: string[]) => lines.map((line) => line.slice(0, 16)).join('\n')],
  ])('may have %s', async (_, write) => {
    const lines = ['a', 'b', 'c', 'd', 'e'].map(sha1).sort();
    expect(await found(write(lines), ['a', 'e', 'f'].map(sha1))).toEqual([true, true, false]);
  });

  it.each([
    ['empty', ''],
    ['not sorted', ['a', 'b', 'c', 'd', 'e'].map(sha1).sort().reverse().join('\n')],
    ['a list of words', 'password\nletmein\n'],
    ['one endless line', 'A'.repeat(4000)],
    ['a page of the web', `<html>${'<p>not found</p>'.repeat(50)}`],
    ['of hashes that are too short', 'ABCDEF\n'],
  ])('is refused when it is %s', async (_, text) => {
    await expect(listOf(text)).rejects.toThrow(HashListError);
  });
});
