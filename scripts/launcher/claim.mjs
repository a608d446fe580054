import { join } from 'node:path';
import { lives, takeLock } from '../support/lock-file.mjs';
import { Problem } from '../support/problem.mjs';
import { hasEnded } from '../support/processes.mjs';
import { say } from '../support/progress.mjs';
import { DATA_DIR } from '../support/project.mjs';

/** Longer than the application takes to end in order. */
const PATIENCE = 15_000;

/**
 * Makes this the one start of this clone, and ends the application of one that was killed.
 * @returns {Promise<{ note: (facts: object) => void, release: () => void }>}
 * @throws {Problem} naming the start that already runs
 */
export async function claimClone() {
  const { lock, holder, left } = takeLock(join(DATA_DIR, 'run.json'));
  if (!lock) {
    const { pid, url = 'it is still starting' } = holder;
    throw new Problem(
      `NEXUS-CRM already runs from this folder: ${url} (pid ${pid}; to stop it: kill ${pid})`,
    );
  }
  if (lives(left?.api)) await endLeftApi(left.api.pid);
  return lock;
}

async function endLeftApi(pid) {
  say(`… stopping the application that a killed start left running (pid ${pid})`);
  for (const signal of ['SIGTERM', 'SIGKILL']) {
    process.kill(pid, signal);
    if (await hasEnded(pid, PATIENCE)) return;
  }
}
