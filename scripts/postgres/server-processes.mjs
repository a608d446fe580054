import { execFileSync } from 'node:child_process';
import { readdirSync, readlinkSync, realpathSync } from 'node:fs';
import { basename } from 'node:path';
import { startOf } from '../support/processes.mjs';

/**
 * The living PostgreSQL processes of a data folder, the server and its children: each works inside the folder, which
 * tells them from any other process that may have got an old pid.
 * @param {string} dataDir
 * @returns {number[]} pids
 */
export function serversWorkingIn(dataDir) {
  if (process.platform !== 'linux') return serversByCommand(dataDir);
  const place = realpathSync(dataDir);
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger);
  return pids.filter((pid) => {
    try {
      const works = readlinkSync(`/proc/${pid}/cwd`) === place;
      return (
        works && basename(readlinkSync(`/proc/${pid}/exe`)).startsWith('postgres') && startOf(pid) !== null
      );
    } catch {
      return false; // ended meanwhile, or another user's
    }
  });
}

/** Where there is no /proc: the server alone says its folder in its command. */
function serversByCommand(dataDir) {
  const lines = execFileSync('ps', ['-axo', 'pid=,command='], { encoding: 'utf8' }).split('\n');
  return lines
    .filter((line) => line.includes(`postgres -D ${dataDir} `))
    .map((line) => Number.parseInt(line, 10));
}
