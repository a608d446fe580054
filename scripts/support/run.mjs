import { spawn } from 'node:child_process';
import { delimiter, dirname } from 'node:path';
import { existsSync } from 'node:fs';
import { Problem } from './problem.mjs';
import { inProject, ROOT } from './project.mjs';

const NODE_MAJOR = 24;

/** The Node that runs everything but these scripts: this one when it is new enough, else the one that npm brought. */
export function projectNode() {
  const own = Number(process.versions.node.split('.')[0]) >= NODE_MAJOR;
  return own && existsSync(process.execPath)
    ? process.execPath
    : inProject('node_modules', 'node', 'bin', 'node');
}

/**
 * Runs a program to its end, in the root of the clone.
 * @param {string} command
 * @param {string[]} args
 * @param {object} [options]
 * @param {object} [options.env] beside what this process has
 * @param {boolean} [options.quiet] what it says is kept, and shown only when it fails
 * @param {string} [options.failure] what to say then
 * @param {AbortSignal} [options.signal]
 * @param {(child: object) => void} [options.onSpawn]
 * @throws {Problem} when it can't be started or its exit code isn't 0
 */
export function run(command, args, { env = {}, quiet = false, failure, signal, onSpawn } = {}) {
  return new Promise((resolve, reject) => {
    const output = quiet ? 'pipe' : 'inherit';
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, PATH: [dirname(projectNode()), process.env.PATH].join(delimiter), ...env },
      stdio: ['ignore', output, output],
      signal,
    });
    onSpawn?.(child);
    const said = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => said.push(chunk));
    // An aborted program is still to be waited for: it may be tidying up.
    child.once('error', (error) => error.name !== 'AbortError' && reject(new Problem(error.message)));
    child.once('close', (code, killedBy) => {
      if (signal?.aborted) return reject(signal.reason);
      if (code === 0) return resolve();
      if (said.length > 0) process.stderr.write(Buffer.concat(said));
      reject(new Problem(failure ?? `${[command, ...args].join(' ')}: ${killedBy ?? `exit code ${code}`}`));
    });
  });
}

/** Runs a script of package.json, as `npm run` does. */
export const npmRun = (script, options) =>
  run(...npm('run', '--silent', script), { failure: `npm run ${script} failed (see above)`, ...options });

/** How to call npm: the very one that called us, else the one on the PATH. */
export function npm(...args) {
  const { npm_execpath: npmCli, npm_node_execpath: npmNode } = process.env;
  if (npmCli?.endsWith('.js') && /npm/.test(npmCli)) {
    return [npmNode && existsSync(npmNode) ? npmNode : process.execPath, [npmCli, ...args]];
  }
  return ['npm', args];
}
