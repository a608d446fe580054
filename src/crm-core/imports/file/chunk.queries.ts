import type pg from 'pg';

/**
 * One piece of an uploaded file. These speak to the driver itself, which sends and receives bytes as they are: on the way
 * through the typed client a piece would become text several times its size.
 */
export async function storeChunk(
  pool: pg.Pool,
  importId: string,
  sequence: number,
  bytes: Buffer,
): Promise<void> {
  await pool.query({
    name: 'store-import-chunk',
    text: 'INSERT INTO import_chunks (import_id, sequence, bytes) VALUES ($1, $2, $3)',
    values: [importId, sequence, bytes],
  });
}

/** @returns undefined behind the last one */
export async function readChunk(
  pool: pg.Pool,
  importId: string,
  sequence: number,
): Promise<Buffer | undefined> {
  const { rows } = await pool.query<{ bytes: Buffer }>({
    name: 'read-import-chunk',
    text: 'SELECT bytes FROM import_chunks WHERE import_id = $1 AND sequence = $2',
    values: [importId, sequence],
  });
  return rows[0]?.bytes;
}
