import type pg from 'pg';

/** A session without the application's time limits. */
export async function patiently<Result>(
  pool: pg.Pool,
  work: (session: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const session = await pool.connect();
  try {
    await session.query('SET statement_timeout = 0');
    return await work(session);
  } finally {
    session.release(true);
  }
}
