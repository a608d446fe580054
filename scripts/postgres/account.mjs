import { readFileSync, statSync } from 'node:fs';
import { Problem } from '../support/problem.mjs';

/**
 * PostgreSQL refuses to run as root. Root therefore lends it another account: the owner of data that exist already, else
 * `postgres`, else `nobody`. Anyone else runs it as himself.
 * @param {string} dataDir
 * @returns {{ uid: number, gid: number } | null} null: as the one who runs this
 */
export function accountFor(dataDir) {
  if (process.getuid() !== 0) return null;
  if (process.platform !== 'linux') {
    throw new Problem(
      'root can bring PostgreSQL along on Linux only: start as an ordinary user, or set DATABASE_URL',
    );
  }
  const owner = statSync(dataDir, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const account = ['postgres', 'nobody']
    .map((name) => accounts.find((fields) => fields[0] === name))
    .find(Boolean);
  if (!account) throw new Problem('no account for PostgreSQL: add a user `postgres`, or set DATABASE_URL');
  return { uid: Number(account[2]), gid: Number(account[3]) };
}
