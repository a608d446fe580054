import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../support/problem.mjs';
import { ROOT, SERVER } from '../support/project.mjs';
import { projectNode } from '../support/run.mjs';

const READY_PATIENCE = 60_000;
const STOP_PATIENCE = 15_000;
const END_WITH_PARENT = new URL('end-with-parent.mjs', import.meta.url).href;

/**
 * Runs the built application. It has a process group of its own, so that Ctrl-C reaches it through the launcher only,
 * and a channel that breaks when the launcher is killed.
 * @param {object} env
 * @returns {{ pid: number, ended: Promise<string>, stop: () => Promise<void>, kill: () => void }} ended: how it ended
 */
export function startApi(env) {
  const young = ['--min-semi-space-size=16', '--max-semi-space-size=16'];
  const child = spawn(projectNode(), [...young, '--import', END_WITH_PARENT, SERVER], {
    cwd: ROOT,
    env,
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = Promise.race([
    once(child, 'exit').then(([code, signal]) => signal ?? `exit code ${code}`),
    once(child, 'error').then(([error]) => error.message),
  ]);
  return { pid: child.pid, ended, stop: () => stop(child, ended), kill: () => child.kill('SIGKILL') };
}

async function stop(child, ended) {
  child.kill('SIGTERM');
  const inTime = await Promise.race([ended, sleep(STOP_PATIENCE, null, { ref: false })]);
  if (inTime === null) child.kill('SIGKILL');
  await ended;
}

/**
 * Waits until the application says that it can serve.
 * @param {{ ended: Promise<string> }} api
 * @param {string} url of the server
 * @param {AbortSignal} signal
 */
export async function untilReady(api, url, signal) {
  let end = null;
  void api.ended.then((how) => (end = how));
  const deadline = Date.now() + READY_PATIENCE;
  while (!(await answersReady(url))) {
    if (end !== null) throw new Problem(`the application did not start: ${end}`);
    if (Date.now() > deadline)
      throw new Problem(`the application is not ready after ${READY_PATIENCE / 1000} s`);
    await sleep(100, undefined, { signal });
  }
}

async function answersReady(url) {
  try {
    return (await fetch(new URL('/health/ready', url), { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false; // not listening yet
  }
}
