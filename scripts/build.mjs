import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { step } from './support/progress.mjs';
import { inProject, ROOT } from './support/project.mjs';
import { npmRun } from './support/run.mjs';

const SOURCES = [
  'src',
  'prisma/schema',
  'prisma.config.ts',
  'nest-cli.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'package-lock.json',
];
const NOT_SOURCES = /\.spec\.ts$|^src\/platform\/prisma\/generated\//;
const DIST = inProject('dist');
const STAMP = join(DIST, '.build-stamp');
const NOT_BUILD = /\.tsbuildinfo$|\.build-stamp$/;

/**
 * Builds into an empty `dist`, unless what lies there was made from these very sources and not touched since.
 * @param {{ signal?: AbortSignal, onSpawn?: (child: object) => void }} [options]
 */
export async function ensureBuilt(options = {}) {
  const sources = fingerprintOfSources();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === `${sources} ${fingerprintOfBuild()}`) return;
  await step('building', async () => {
    rmSync(DIST, { recursive: true, force: true });
    await npmRun('build', { quiet: true, ...options });
  });
  writeFileSync(STAMP, `${sources} ${fingerprintOfBuild()}`);
}

function fingerprintOfSources() {
  const hash = createHash('sha256');
  for (const path of SOURCES.flatMap((name) => filesBelow(inProject(name)))) {
    const name = relative(ROOT, path);
    if (!NOT_SOURCES.test(name)) hash.update(`${name}\0`).update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

/** Which files the build left, and when: whoever else writes there (`nest start --watch`) is noticed. */
function fingerprintOfBuild() {
  const hash = createHash('sha256');
  for (const path of filesBelow(DIST).filter((name) => !NOT_BUILD.test(name))) {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${relative(DIST, path)}\0${size}\0${mtimeMs}\0`);
  }
  return hash.digest('hex');
}

function filesBelow(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isDirectory()) return stat ? [path] : [];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}
