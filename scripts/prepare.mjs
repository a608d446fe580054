import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lives, mark, takeLock } from './support/lock-file.mjs';
import { say } from './support/progress.mjs';
import { DATA_DIR } from './support/project.mjs';

const LOCK = join(DATA_DIR, 'prepare.json');

/** Also while only the npm of a killed start is still at work. */
const isAtWork = (holder) => lives(holder) || lives(holder.worker);

/**
 * `npm start` and `npm test` write the same node_modules and dist: one at a time.
 * @template T
 * @param {(onSpawn: (child: { pid: number }) => void) => Promise<T>} work to be told of the program that does it
 * @param {AbortSignal} [signal]
 * @returns {Promise<T>}
 */
export async function alone(work, signal) {
  let { lock, holder } = takeLock(LOCK, isAtWork);
  if (!lock)
    say(`… another start or test (pid ${holder.pid}) is installing or building here; waiting for it`);
  while (!lock) {
    await sleep(300, undefined, { signal });
    ({ lock } = takeLock(LOCK, isAtWork));
  }
  try {
    return await work((child) => child.pid && lock.note({ worker: mark(child.pid) }));
  } finally {
    lock.release();
  }
}
