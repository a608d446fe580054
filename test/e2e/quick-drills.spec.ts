import { execFile } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { inProject } from '../../scripts/support/project.mjs';

const PATIENCE_MS = 300_000;
/** Those whose marks are counts, or times so generous that a busy machine keeps them; docs/reliability.md tells of all. */
const DRILLS = [['acknowledged', '--share', '0.1'], ['idempotency', '--share', '0.1'], ['database-away']];

/** The drills are TypeScript that Node runs as it is. */
const drills = process.features.typescript ? describe : describe.skip;

drills('the promises that are quickly put to the test (skipped by a Node that runs no TypeScript)', () => {
  it.each(DRILLS)(
    'are kept: %s',
    async (...args) => {
      const { code, words } = await drill(args);
      // On a failure, what the drill itself said.
      expect(code === 0 ? 'kept' : words).toBe('kept');
    },
    PATIENCE_MS,
  );
});

function drill(args: string[]): Promise<{ code: number | string | undefined; words: string }> {
  const command = ['--no-warnings', inProject('bench/drill.ts'), ...args];
  const { PATH } = process.env;
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      command,
      { env: { PATH }, timeout: PATIENCE_MS - 10_000 },
      (error, output, complaints) =>
        resolve({ code: error ? (error.code ?? error.signal ?? 'failed') : 0, words: output + complaints }),
    );
  });
}
