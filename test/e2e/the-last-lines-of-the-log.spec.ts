import { describe, expect, it } from '@jest/globals';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { inProject } from '../../scripts/support/project.mjs';

const OUTPUT = JSON.stringify(pathToFileURL(inProject('dist/platform/http/log-output.js')).href);

describe('the last lines of the log', () => {
  it.each([
    ['has nothing left to do', '', 0],
    ['says that it ends', 'process.exit(3)', 3],
    ['meets an error that nobody catches', 'setImmediate(() => { throw new Error("here"); })', 1],
    ['meets a refusal that nobody hears', 'void Promise.reject(new Error("here"))', 1],
  ])('are written by a process that %s', (_, end, code) => {
    const script = `const { logOutput } = await import(${OUTPUT});
      for (const line of ['one', 'two']) logOutput.write(line + '\\n');
      ${end}`;
    const { stdout, status } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
      timeout: 20_000,
    });
    expect([stdout, status]).toEqual(['one\ntwo\n', code]);
  });

  it('keep no process alive when nobody reads them any more', async () => {
    const script = `const { logOutput } = await import(${OUTPUT});
      logOutput.write('one\\n');
      process.stdin.resume().once('end', () => {
        logOutput.write('two\\n');
        process.exit(3);
      });`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { timeout: 10_000 });
    await once(child.stdout, 'data');
    child.stdout.destroy();
    await once(child.stdout, 'close');
    child.stdin.end();
    expect(await once(child, 'exit')).toEqual([3, null]);
  });

  it('end no process and fill no memory when the disk that they are written to is full', () => {
    const full = openSync('/dev/full', 'w');
    const script = `const { logOutput } = await import(${OUTPUT});
      const line = 'x'.repeat(8191) + '\\n';
      for (let count = 0; count < 8_000; count += 1) logOutput.write(line);
      await new Promise((done) => setTimeout(done, 500));
      logOutput.write(line);
      console.error(process.memoryUsage().rss < 200e6 ? 'small' : 'grown');
      process.exit(3);`;
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      ...{ encoding: 'utf8', timeout: 20_000 },
      stdio: ['ignore', full, 'pipe'],
    });
    closeSync(full);
    expect([stderr.trim(), status]).toEqual(['small', 3]);
  });
});
