import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { step } from './support/progress.mjs';
import { inProject, ROOT } from './support/project.mjs';
import { npmRun } from './support/run.mjs';

/** What is built: by which script of package.json, from what, into which folder. */
const PARTS = [
  {
    script: 'build',
    label: 'building',
    into: 'dist',
    sources: [
      'src',
      'prisma/schema',
      'prisma.config.ts',
      'scripts/bundle.mjs',
      'scripts/support',
      'nest-cli.json',
      'tsconfig.json',
      'tsconfig.build.json',
      'package-lock.json',
    ],
  },
  {
    script: 'build:web',
    label: 'building the web application',
    into: 'web/build',
    sources: [
      'docs/openapi.json',
      'web/src',
      'web/static',
      'web/package.json',
      'web/tsconfig.json',
      'web/vite.config.ts',
      'package-lock.json',
    ],
  },
];
const NOT_SOURCES = /\.spec\.ts$|\.gen\.ts$|^src\/platform\/prisma\/generated\//;
const NOT_BUILD = /\.tsbuildinfo$|\.build-stamp$/;

/**
 * Builds each part into an empty folder, unless what lies there was made from these very sources and not touched since.
 * @param {{ signal?: AbortSignal, onSpawn?: (child: object) => void }} [options]
 */
export async function ensureBuilt(options = {}) {
  for (const part of PARTS) await ensurePart(part, options);
}

async function ensurePart({ script, label, into, sources }, options) {
  const folder = inProject(...into.split('/'));
  const stamp = join(folder, '.build-stamp');
  const made = fingerprintOfSources(sources);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === `${made} ${fingerprintOfBuild(folder)}`) return;
  await step(label, async () => {
    rmSync(folder, { recursive: true, force: true });
    await npmRun(script, { quiet: true, ...options });
  });
  writeFileSync(stamp, `${made} ${fingerprintOfBuild(folder)}`);
}

function fingerprintOfSources(sources) {
  const hash = createHash('sha256');
  for (const path of sources.flatMap((name) => filesBelow(inProject(name)))) {
    const name = relative(ROOT, path);
    if (!NOT_SOURCES.test(name)) hash.update(`${name}\0`).update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

/** Which files the build left, and when: whoever else writes there (`nest start --watch`) is noticed. */
function fingerprintOfBuild(folder) {
  const hash = createHash('sha256');
  for (const path of filesBelow(folder).filter((name) => !NOT_BUILD.test(name))) {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${relative(folder, path)}\0${size}\0${mtimeMs}\0`);
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
