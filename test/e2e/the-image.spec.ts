import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { inProject } from '../../scripts/support/project.mjs';

const linesOf = (file: string): string[] => readFileSync(inProject(file), 'utf8').split('\n').filter(Boolean);
const isWithin = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);

/** What is copied into the image out of the project, not out of an earlier stage. */
const COPIED = linesOf('Dockerfile')
  .filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
  .flatMap((line) => line.split(' ').slice(1, -1));

/** As Docker reads `.dockerignore`: the last line that speaks of a path decides. */
function isSent(path: string): boolean {
  const says = linesOf('.dockerignore').filter((line) => {
    const pattern = line.replace('!', '');
    return pattern === '*' || isWithin(path, pattern);
  });
  return says.at(-1)?.startsWith('!') ?? true;
}

/** A script with all that it imports of ours. */
function scriptsUnder(script: string): string[] {
  const imports = readFileSync(inProject(script), 'utf8').matchAll(/from '(\.{1,2}\/[^']+)'/g);
  const own = [...imports].map(([, path = '']) => posix.join(posix.dirname(script), path));
  return [script, ...own.flatMap(scriptsUnder)];
}

describe('the image', () => {
  it.each(COPIED)('is sent %s when it is built', (path) => {
    expect(isSent(path)).toBe(true);
  });

  it('has every script that its build runs', () => {
    const { scripts } = JSON.parse(readFileSync(inProject('package.json'), 'utf8')) as {
      scripts: { build: string };
    };
    const run = [...scripts.build.matchAll(/node (scripts\/\S+)/g)].map(([, script = '']) => script);
    const needed = run.flatMap(scriptsUnder);
    expect(needed).toContain('scripts/support/project.mjs');
    expect(needed.filter((path) => !COPIED.some((copied) => isWithin(path, copied)))).toEqual([]);
  });
});
