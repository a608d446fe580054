import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';

/** Who measures, with the database; and who is measured. */
const OURS = 1;
const THEIRS = 0;

/**
 * Keeps this process, and what it starts from now on, off the core of those whom it measures.
 * @returns false where that is not possible: a single core, or no `taskset`
 */
export function keepToOurCore(): boolean {
  return cpus().length > 1 && pin(process.pid, OURS);
}

/** Gives the measured core to a process, all its threads included. */
export function giveTheirCore(pid: number): void {
  pin(pid, THEIRS);
}

function pin(pid: number, core: number): boolean {
  try {
    execFileSync('taskset', ['-acp', String(core), String(pid)], { stdio: 'ignore' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
