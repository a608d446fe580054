import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { inProject } from '../../scripts/support/project.mjs';

/** The benches are TypeScript that Node runs as it is. */
const benches = process.features.typescript ? describe : describe.skip;

benches('a bench or a drill (skipped by a Node that runs no TypeScript)', () => {
  it.each([
    [
      'drill',
      ['backup-restor'],
      '✗ drill “backup-restor” is not known; these are: acknowledged, idempotency, ',
    ],
    ['drill', ['outbox', '--minuts', '3'], "✗ Unknown option '--minuts'"],
    ['drill', ['outbox', '--share', '2'], '✗ --share is a number above 0, 1 at most; “2” is none'],
    ['floor', ['--qiuck'], "✗ Unknown option '--qiuck'"],
    ['floor', ['--rounds', 'three'], '✗ --rounds is a number above 0; “three” is none'],
    ['analytics', ['--parts', 'x'], '✗ --parts is a number above 0, 1 at most; “x” is none'],
    ['analytics', ['--scopes', 'mine'], '✗ --scopes “mine” is not known; these are: own, team, all'],
    ['scale', ['--only', 'plans'], '✗ --only “plans” is not known; these are: lists and search, '],
    ['data', ['--part', '2'], '✗ --part is a number above 0, 1 at most; “2” is none'],
    ['data', ['--part', '-1'], "✗ Option '--part' argument is ambiguous"],
    ['data', ['0.1'], "✗ Unexpected argument '0.1'"],
  ])('refuses what is mistyped in one line, before anything is built: %s %s', async (bench, args, line) => {
    const { code, words, hasBuilt } = await begin(bench, args);
    expect([code, words.startsWith(line) ? line : words, words.trim().split('\n').length, hasBuilt]).toEqual([
      ...[2, line, 1, false],
    ]);
  });

  it('is listed without a build when no drill is named', async () => {
    const { code, words, hasBuilt } = await begin('drill', []);
    expect([code, words.trim().split('\n').length > 10, hasBuilt]).toEqual([0, true, false]);
    expect(words).toMatch(/^acknowledged {9}of \d+ clients/);
  });
});

const lastBuilt = (): number => statSync(inProject('dist/openapi.json')).mtimeMs;

function begin(
  bench: string,
  args: string[],
): Promise<{ code: number | string | undefined; words: string; hasBuilt: boolean }> {
  const before = lastBuilt();
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--no-warnings', inProject('bench/begin.mjs'), bench, ...args],
      { env: { PATH: process.env['PATH'] } },
      (error, output, complaints) =>
        resolve({
          code: error ? (error.code ?? error.signal ?? 'failed') : 0,
          words: output + complaints,
          hasBuilt: lastBuilt() !== before,
        }),
    );
  });
}
