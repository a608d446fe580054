import type pg from 'pg';

/**
 * A session without the application's time limits.
 * @param milliseconds that a statement may take; 0: all that it needs
 */
export async function patiently<Result>(
  pool: pg.Pool,
  work: (session: pg.PoolClient) => Promise<Result>,
  milliseconds = 0,
): Promise<Result> {
  const session = await pool.connect();
  try {
    await session.query(`SET statement_timeout = ${milliseconds}`);
    return await work(session);
  } finally {
    session.release(true);
  }
}
