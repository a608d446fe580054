import { currentPatience } from './patience.js';
import { PoolBusy } from './patient-pool.js';

/**
 * An answer of the database that several requests want at once: one asks, the others wait for its answer, each as long as it may wait.
 * Who has waited in vain asks by itself, once: it does not pay for another's bad luck.
 * @param theirs the answer that another request waits for, if there is one
 * @param own asks
 */
export async function sharing<Answer>(
  theirs: () => Promise<Answer> | undefined,
  own: () => Promise<Answer>,
): Promise<Answer> {
  const first = theirs();
  if (!first) return own();
  try {
    return await patiently(first);
  } catch {
    // Whatever it was, whoever asked is told it.
    const second = theirs();
    return second && second !== first ? patiently(second) : own();
  }
}

async function patiently<Answer>(answer: Promise<Answer>): Promise<Answer> {
  const patience = currentPatience();
  const now = performance.now();
  const tooLong = Promise.withResolvers<never>();
  const timer = setTimeout(() => tooLong.reject(new PoolBusy()), Math.max(0, patience.left(now)));
  patience.waitBegins(now);
  try {
    return await Promise.race([answer, tooLong.promise]);
  } finally {
    clearTimeout(timer);
    patience.waitEnds(performance.now());
  }
}
