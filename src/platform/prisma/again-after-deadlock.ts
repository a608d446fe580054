import { translateDatabaseError } from '../errors/translate-database-error.js';

const TRIES = 3;

/**
 * For transactions that take many rows and so meet others in every order: one that PostgreSQL ends to untie a deadlock has
 * written nothing, and is run again.
 * @param run opens the transaction itself, and leaves nothing behind when it fails
 * @throws the last failure
 */
export async function againAfterDeadlock<Result>(run: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await run();
    } catch (error) {
      if (tries === TRIES || translateDatabaseError(error)?.code !== 'CONCURRENT_CHANGE') throw error;
    }
  }
}
