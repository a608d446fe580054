import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../support/problem.mjs';
import { hasEnded, startOf } from '../support/processes.mjs';
import { serversWorkingIn } from './server-processes.mjs';

const FAST_SHUTDOWN = 'SIGINT';
const IMMEDIATE_SHUTDOWN = 'SIGQUIT';
const PATIENCE = 20_000;

/**
 * What `postmaster.pid` says.
 * @returns {{ pid: number, ready: boolean } | null} null: no server has been left behind
 */
export function readPostmaster(dataDir) {
  try {
    const lines = readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), ready: lines[7]?.trim() === 'ready' };
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Ends a server that outlived its launcher, and clears away what is left of one that was killed. */
export async function clearAway(dataDir, log) {
  const left = readPostmaster(dataDir);
  if (!left) return;
  const alive = serversWorkingIn(dataDir);
  if (alive.includes(left.pid)) {
    log(`stopping the PostgreSQL that an earlier start left running (pid ${left.pid})`);
    await stopServer(left.pid);
  } else {
    // Children of a killed server notice its death only between two statements; until then they hold its memory.
    for (const pid of alive) await stopServer(pid, ['SIGKILL']);
  }
  // The number may by now be another process's, which PostgreSQL would take for a living server.
  if (readPostmaster(dataDir)?.pid === left.pid) rmSync(join(dataDir, 'postmaster.pid'), { force: true });
}

/** Lets transactions roll back and writes a checkpoint; only a server that hangs is cut off (it recovers by itself). */
export async function stopServer(pid, signals = [FAST_SHUTDOWN, IMMEDIATE_SHUTDOWN, 'SIGKILL']) {
  for (const signal of signals) {
    if (startOf(pid) === null) return;
    process.kill(pid, signal);
    if (await hasEnded(pid, PATIENCE)) return;
  }
  throw new Problem(`PostgreSQL (pid ${pid}) does not end`);
}
