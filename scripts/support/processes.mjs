import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * When a process began, as text that only this process has: a pid alone may be reused. `null` when no such process lives
 * (a zombie doesn't: in a container nobody may ever collect it).
 * @param {number} pid
 */
export function startOf(pid) {
  if (process.platform !== 'linux') return startByPs(pid);
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the command in parentheses and may itself hold spaces and parentheses.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? null : fields[19];
  } catch {
    return null;
  }
}

function startByPs(pid) {
  try {
    const [state, ...start] = execFileSync('ps', ['-o', 'state=,lstart=', '-p', String(pid)], {
      encoding: 'utf8',
    })
      .trim()
      .split(/\s+/);
    return state.startsWith('Z') ? null : start.join(' ');
  } catch {
    return null;
  }
}

/**
 * @param {number} pid
 * @param {number} timeout milliseconds
 * @returns {Promise<boolean>} whether it has ended in time
 */
export async function hasEnded(pid, timeout) {
  const start = startOf(pid);
  const deadline = Date.now() + timeout;
  while (start !== null && startOf(pid) === start) {
    if (Date.now() > deadline) return false;
    await sleep(25);
  }
  return true;
}
