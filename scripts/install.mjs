import { existsSync, lstatSync, readFileSync, readlinkSync } from 'node:fs';
import { Problem } from './support/problem.mjs';
import { step } from './support/progress.mjs';
import { inProject } from './support/project.mjs';
import { npm, projectNode, run } from './support/run.mjs';

const OLDEST_NODE = [20, 19];
const NPM_CI = npm('ci', '--no-audit', '--no-fund', '--loglevel=error');

/** Refuses a Node that npm could not even install the rest with. */
export function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  throw new Problem(
    `Node ${OLDEST_NODE.join('.')} or newer is needed, this is ${process.versions.node}: https://nodejs.org`,
  );
}

/**
 * Installs what package-lock.json says, unless npm's own record shows that it is there.
 * @param {{ signal?: AbortSignal, onSpawn?: (child: object) => void }} [options]
 */
export async function ensureInstalled(options = {}) {
  if (!isInstalled()) {
    refuseSharedFolder();
    await step('installing with npm ci (the first time takes some minutes)', async (tell) => {
      const timer = setInterval(() => tell(howFar()), 500);
      const work = run(...NPM_CI, { quiet: true, failure: 'npm ci failed (see above)', ...options });
      await work.finally(() => clearInterval(timer));
    });
  }
  await ensureNode(options);
}

/** npm empties node_modules first; through a link it would empty another clone's. */
function refuseSharedFolder() {
  const folder = inProject('node_modules');
  if (!lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) return;
  throw new Problem(
    `node_modules is a link to ${readlinkSync(folder)} and does not hold what package-lock.json says: remove the link, then start again`,
  );
}

/** npm writes its record last, so an interrupted installation has none. */
function isInstalled() {
  if (!existsSync(inProject('node_modules', '.package-lock.json'))) return false;
  const [wanted, present] = [packagesOf('package-lock.json'), packagesOf('node_modules/.package-lock.json')];
  const same = (path) =>
    present[path]?.version === wanted[path]?.version && present[path]?.integrity === wanted[path]?.integrity;
  const isThere = ([path, { optional }]) => (optional && !present[path]) || same(path);
  return Object.entries(wanted).every(isThere) && Object.keys(present).every((path) => path in wanted);
}

/** Every package of a lock file by its folder; the first entry is the project itself. */
function packagesOf(lockFile) {
  const { packages } = JSON.parse(readFileSync(inProject(lockFile), 'utf8'));
  return Object.fromEntries(Object.entries(packages).filter(([path]) => path !== ''));
}

/** npm makes every folder at once and then fills them; a package is there when its package.json is. */
function howFar() {
  const needed = Object.entries(packagesOf('package-lock.json')).filter(([, { optional }]) => !optional);
  const present = needed.filter(([path]) => existsSync(inProject(path, 'package.json'))).length;
  return present < needed.length ? `${present} of ${needed.length} packages` : 'running install scripts';
}

/** The package `node` fetches its binary in an install script, which npm may have been told to skip. */
async function ensureNode(options) {
  if (existsSync(projectNode())) return;
  await step('fetching Node 24', () =>
    run(...npm('rebuild', 'node', '--ignore-scripts=false'), { quiet: true, ...options }),
  );
  if (!existsSync(projectNode()))
    throw new Problem('npm did not bring Node 24: install it from https://nodejs.org');
}
