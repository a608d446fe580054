import { readFileSync } from 'node:fs';
import { startOf } from './processes.mjs';

/** npm passes on the Ctrl-C that the terminal has already sent: the two are one. */
const SAME_REQUEST = 800;

/**
 * Turns the wishes to end (Ctrl-C, SIGTERM, a closed terminal, an npm that was killed) into one signal.
 * @param {() => void} force called when somebody insists
 * @returns {AbortSignal}
 */
export function stopRequest(force) {
  const controller = new AbortController();
  let first = 0;
  const request = () => {
    if (first === 0) {
      first = Date.now();
      controller.abort();
    } else if (Date.now() - first > SAME_REQUEST) force();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, request);
  // A terminal that is gone can't be told anything any more; ending in order matters more.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  whenGone(npmAbove(), () => controller.abort());
  return controller.signal;
}

/** The `npm start` that runs this, if any: killed, it can't say so. */
function npmAbove() {
  if (process.platform !== 'linux' || !process.env.npm_lifecycle_event) return null;
  for (let pid = process.ppid, steps = 0; pid > 1 && steps < 4; steps += 1) {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    if (/^npm |npm-cli\.js/.test(command)) return pid;
    pid = Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  }
  return null;
}

function whenGone(pid, act) {
  const start = pid && startOf(pid);
  if (!start) return;
  const timer = setInterval(() => {
    if (startOf(pid) === start) return;
    clearInterval(timer);
    act();
  }, 1000);
  timer.unref();
}
